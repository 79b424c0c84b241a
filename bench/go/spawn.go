// The peer of bench/py/spawn.py: empty goroutines and a WaitGroup. `spawn [TASKS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

func main() {
	count := 1000000
	if len(os.Args) > 1 {
		count, _ = strconv.Atoi(os.Args[1])
	}
	var group sync.WaitGroup
	start := time.Now()
	for i := 0; i < count; i++ {
		group.Add(1)
		go group.Done()
	}
	group.Wait()
	seconds := time.Since(start).Seconds()
	fmt.Println(count)
	fmt.Printf("ns per task: %.1f\n", seconds/float64(count)*1e9)
	fmt.Println("seconds:", seconds)
}
