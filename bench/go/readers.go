// The peer of bench/py/readers.py: sync.RWMutex. `readers [TIMES EACH]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

const tasks = 16

func takes(lock *sync.RWMutex, times, first int, done chan<- int) {
	total := 0
	for n := first; n < first+times; n++ {
		if n%20 == 0 {
			lock.Lock()
			total++
			lock.Unlock()
		} else {
			lock.RLock()
			total += n & 1
			lock.RUnlock()
		}
	}
	done <- total
}

func main() {
	times := 100000
	if len(os.Args) > 1 {
		times, _ = strconv.Atoi(os.Args[1])
	}
	var lock sync.RWMutex
	done := make(chan int)
	start := time.Now()
	for i := 0; i < tasks; i++ {
		go takes(&lock, times, i, done)
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
