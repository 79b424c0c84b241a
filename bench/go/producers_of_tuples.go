// The peer of bench/py/producers_of_tuples.py. `producers_of_tuples [ITEMS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

const tasks = 10

type item struct {
	n       int
	numbers []int
}

func produce(channel chan<- item, items int, done *sync.WaitGroup) {
	for n := 0; n < items; n++ {
		channel <- item{n, []int{n, n + 1, n + 2}}
	}
	done.Done()
}

func consume(channel <-chan item, result chan<- int) {
	total := 0
	for item := range channel {
		total += item.n + item.numbers[2]
	}
	result <- total
}

func main() {
	items := 1000000
	if len(os.Args) > 1 {
		items, _ = strconv.Atoi(os.Args[1])
	}
	channel, result := make(chan item, 100), make(chan int)
	var done sync.WaitGroup
	done.Add(tasks)
	start := time.Now()
	for k := 0; k < tasks; k++ {
		go consume(channel, result)
	}
	for k := 0; k < tasks; k++ {
		go produce(channel, items/tasks, &done)
	}
	done.Wait()
	close(channel)
	total := 0
	for k := 0; k < tasks; k++ {
		total += <-result
	}
	seconds := time.Since(start).Seconds()
	fmt.Println(total)
	fmt.Printf("ns per item: %.1f\n", seconds/float64(items)*1e9)
	fmt.Println("seconds:", seconds)
}
