// The peer of bench/py/producers.py. `producers [ITEMS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

const tasks = 10

func produce(channel chan<- int, items int, done *sync.WaitGroup) {
	for n := 0; n < items; n++ {
		channel <- n
	}
	done.Done()
}

func consume(channel <-chan int, result chan<- int) {
	total := 0
	for n := range channel {
		total += n
	}
	result <- total
}

func main() {
	items := 2000000
	if len(os.Args) > 1 {
		items, _ = strconv.Atoi(os.Args[1])
	}
	channel, result := make(chan int, 100), make(chan int)
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
