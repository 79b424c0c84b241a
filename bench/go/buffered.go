// The peer of bench/py/buffered.py: one producer, one consumer, capacity 128. `buffered [ITEMS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func produce(channel chan<- int, items int) {
	for n := 0; n < items; n++ {
		channel <- n
	}
	close(channel)
}

func consume(channel <-chan int, result chan<- int) {
	total := 0
	for n := range channel {
		total += n
	}
	result <- total
}

func main() {
	items := 10000000
	if len(os.Args) > 1 {
		items, _ = strconv.Atoi(os.Args[1])
	}
	channel, result := make(chan int, 128), make(chan int)
	start := time.Now()
	go produce(channel, items)
	go consume(channel, result)
	total := <-result
	seconds := time.Since(start).Seconds()
	fmt.Println(total)
	fmt.Printf("ns per item: %.1f\n", seconds/float64(items)*1e9)
	fmt.Println("seconds:", seconds)
}
