// The peer of bench/py/pipeline.py. `pipeline [ITEMS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

const turns = 30000

func work(seed int) int {
	x := seed
	for n := 0; n < turns; n++ {
		x = (x*1103515245 + 12345) % 2147483648
	}
	return x
}

func produce(channel chan<- int, items int) {
	for n := 0; n < items; n++ {
		channel <- work(n)
	}
	close(channel)
}

func consume(channel <-chan int, result chan<- int) {
	total := 0
	for seed := range channel {
		total += work(seed)
	}
	result <- total
}

func main() {
	items := 4000
	if len(os.Args) > 1 {
		items, _ = strconv.Atoi(os.Args[1])
	}
	channel, result := make(chan int), make(chan int)
	start := time.Now()
	go produce(channel, items)
	go consume(channel, result)
	total := <-result
	seconds := time.Since(start).Seconds()
	fmt.Println(total)
	fmt.Println("seconds:", seconds)
}
