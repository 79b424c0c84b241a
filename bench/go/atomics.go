// The peer of bench/py/atomics.py: atomic.Int64. `atomics [TIMES EACH]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const tasks = 64

func adds(counter *atomic.Int64, times int, group *sync.WaitGroup) {
	for n := 0; n < times; n++ {
		counter.Add(1)
	}
	group.Done()
}

func main() {
	times := 1000000
	if len(os.Args) > 1 {
		times, _ = strconv.Atoi(os.Args[1])
	}
	var counter atomic.Int64
	var group sync.WaitGroup
	start := time.Now()
	for i := 0; i < tasks; i++ {
		group.Add(1)
		go adds(&counter, times, &group)
	}
	group.Wait()
	seconds := time.Since(start).Seconds()
	fmt.Println(counter.Load())
	fmt.Printf("ns per time: %.1f\n", seconds/float64(times)/tasks*1e9)
	fmt.Println("seconds:", seconds)
}
