// The peer of bench/py/permits.py: a channel as a semaphore. `permits [TIMES EACH]`
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"
)

const tasks = 64

func takes(semaphore chan struct{}, times int, done chan<- int) {
	total := 0
	for n := 0; n < times; n++ {
		semaphore <- struct{}{}
		total += n & 1
		runtime.Gosched()
		<-semaphore
	}
	done <- total
}

func main() {
	times := 20000
	if len(os.Args) > 1 {
		times, _ = strconv.Atoi(os.Args[1])
	}
	semaphore := make(chan struct{}, 4)
	done := make(chan int)
	start := time.Now()
	for i := 0; i < tasks; i++ {
		go takes(semaphore, times, done)
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
