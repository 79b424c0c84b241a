// The peer of bench/py/mutex.py: sync.Mutex. `mutex [TIMES]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

func takes(mutex *sync.Mutex, times int, done chan<- int) {
	total := 0
	for n := 0; n < times; n++ {
		mutex.Lock()
		total += n & 1
		mutex.Unlock()
	}
	done <- total
}

func main() {
	times := 20000000
	if len(os.Args) > 1 {
		times, _ = strconv.Atoi(os.Args[1])
	}
	var mutex sync.Mutex
	done := make(chan int)
	start := time.Now()
	go takes(&mutex, times, done)
	total := <-done
	seconds := time.Since(start).Seconds()
	fmt.Println(total)
	fmt.Printf("ns per time: %.1f\n", seconds/float64(times)*1e9)
	fmt.Println("seconds:", seconds)
}
