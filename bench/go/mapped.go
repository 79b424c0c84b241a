// The peer of bench/py/mapped.py: a goroutine for each item, and a WaitGroup. `mapped [ITEMS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

func square(n int) int { return n * n % 1000003 }

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
			results[i] = square(i)
			group.Done()
		}()
	}
	group.Wait()
	total := 0
	for _, n := range results {
		total += n
	}
	seconds := time.Since(start).Seconds()
	fmt.Println(total)
	fmt.Printf("ns per item: %.1f\n", seconds/float64(count)*1e9)
	fmt.Println("seconds:", seconds)
}
