// The peer of bench/py/hog.py. `hog [TASKS]`
package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"sync/atomic"
	"time"
)

func computes(stop *atomic.Bool, done chan<- int) {
	n := 1
	for !stop.Load() {
		for i := 0; i < 1000; i++ {
			n = n * 16807 % 2147483647
		}
	}
	done <- n
}

func main() {
	count := 1000
	if len(os.Args) > 1 {
		count, _ = strconv.Atoi(os.Args[1])
	}
	var stop atomic.Bool
	done := make(chan int)
	go computes(&stop, done)
	latencies := make([]float64, 0, count)
	for n := 0; n < count; n++ {
		start := time.Now()
		result := make(chan int, 1)
		go func() { result <- n + 1 }()
		time.Sleep(100 * time.Microsecond)
		<-result
		latencies = append(latencies, time.Since(start).Seconds())
	}
	stop.Store(true)
	<-done
	sort.Float64s(latencies)
	fmt.Println(count)
	fmt.Println("seconds:", latencies[count*99/100])
}
