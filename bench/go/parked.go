// The peer of bench/py/parked.py: goroutines parked on a channel; says what memory each takes. `parked [TASKS]`
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// taken is the memory that the program has from the system.
func taken() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.Sys
}

func main() {
	count := 1000000
	if len(os.Args) > 1 {
		count, _ = strconv.Atoi(os.Args[1])
	}
	ready, gate := make(chan int, 128), make(chan int)
	var group sync.WaitGroup
	before := taken()
	start := time.Now()
	for i := 0; i < count; i++ {
		group.Add(1)
		go func() {
			ready <- 1
			<-gate
			group.Done()
		}()
	}
	parked := 0
	for i := 0; i < count; i++ {
		parked += <-ready
	}
	seconds := time.Since(start).Seconds()
	grown := taken() - before
	start = time.Now()
	close(gate)
	group.Wait()
	seconds += time.Since(start).Seconds()
	fmt.Println(parked, parked)
	if count > 0 {
		fmt.Printf("bytes per task: %.0f\n", float64(grown)/float64(count))
	}
	fmt.Println("seconds:", seconds)
}
