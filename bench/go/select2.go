// The peer of bench/py/select2.py. `select2 [ITEMS]`
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
}

func consume(a, b <-chan int, items int, result chan<- int) {
	total := 0
	for k := 0; k < items; k++ {
		select {
		case n := <-a:
			total += n
		case n := <-b:
			total += n
		}
	}
	result <- total
}

func main() {
	items := 500000
	if len(os.Args) > 1 {
		items, _ = strconv.Atoi(os.Args[1])
	}
	var c [2]chan int
	for k := range c {
		c[k] = make(chan int)
	}
	result := make(chan int)
	start := time.Now()
	for _, channel := range c {
		go produce(channel, items/2)
	}
	go consume(c[0], c[1], items, result)
	total := <-result
	seconds := time.Since(start).Seconds()
	fmt.Println(total)
	fmt.Printf("ns per select: %.1f\n", seconds/float64(items)*1e9)
	fmt.Println("seconds:", seconds)
}
