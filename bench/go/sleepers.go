// The peer of bench/py/sleepers.py: goroutines that sleep. `sleepers [TASKS]`
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

func main() {
	count := 1000000
	if len(os.Args) > 1 {
		count, _ = strconv.Atoi(os.Args[1])
	}
	start := time.Now()
	results := make([]int, count)
	var group sync.WaitGroup
	for i := 0; i < count; i++ {
		group.Add(1)
		go func() {
			time.Sleep(time.Second)
			results[i] = i
			group.Done()
		}()
	}
	group.Wait()
	total := 0
	for _, n := range results {
		total += n
	}
	seconds := time.Since(start).Seconds()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Println(total)
	if count > 0 {
		fmt.Printf("bytes per task: %.0f\n", float64(stats.Sys)/float64(count))
	}
	fmt.Println("seconds:", seconds)
}
