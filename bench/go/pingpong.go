// The peer of bench/py/pingpong.py: two goroutines, unbuffered channels. `pingpong [ROUND_TRIPS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func pong(there <-chan int, back chan<- int, done chan<- int) {
	for n := range there {
		back <- n + 1
	}
	done <- 0
}

func ping(there chan<- int, back <-chan int, trips int, done chan<- int) {
	n := 0
	for i := 0; i < trips; i++ {
		there <- n
		n = <-back
	}
	close(there)
	done <- n
}

func main() {
	trips := 1000000
	if len(os.Args) > 1 {
		trips, _ = strconv.Atoi(os.Args[1])
	}
	there, back := make(chan int), make(chan int)
	pinged, ponged := make(chan int), make(chan int)
	start := time.Now()
	go pong(there, back, ponged)
	go ping(there, back, trips, pinged)
	n := <-pinged
	<-ponged
	seconds := time.Since(start).Seconds()
	fmt.Println(n)
	fmt.Printf("ns per round trip: %.1f\n", seconds/float64(trips)*1e9)
	fmt.Println("seconds:", seconds)
}
