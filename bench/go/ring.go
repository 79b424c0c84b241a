// The peer of bench/py/ring.py. `ring [HOPS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

const tasks = 503

func passOn(inbox <-chan int, outbox chan<- int, number int, done chan<- int) {
	for {
		hops := <-inbox
		if hops == 0 {
			done <- number
			return
		}
		outbox <- hops - 1
	}
}

func main() {
	hops := 1000000
	if len(os.Args) > 1 {
		hops, _ = strconv.Atoi(os.Args[1])
	}
	var channels [tasks]chan int
	for k := range channels {
		channels[k] = make(chan int)
	}
	done := make(chan int)
	start := time.Now()
	for k := range channels {
		go passOn(channels[k], channels[(k+1)%tasks], k+1, done)
	}
	channels[0] <- hops
	fmt.Println(<-done)
	fmt.Println("seconds:", time.Since(start).Seconds())
}
