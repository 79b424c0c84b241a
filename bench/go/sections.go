// The peer of bench/py/sections.py: sync.Mutex. `sections [TIMES EACH]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

const tasks = 100

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
	times := 10000
	if len(os.Args) > 1 {
		times, _ = strconv.Atoi(os.Args[1])
	}
	var mutex sync.Mutex
	done := make(chan int)
	start := time.Now()
	for i := 0; i < tasks; i++ {
		go takes(&mutex, times, done)
	}
	total := 0
	for i := 0; i < tasks; i++ {
		total += <-done
	}
	seconds := time.Since(start).Seconds()
	fmt.Println(total)
	fmt.Printf("ns per time: %.1f\n", seconds/float64(times)/tasks*1e9)
	fmt.Println("seconds:", seconds)
}
