// The peer of bench/py/sum_in_tasks.py. `sum_in_tasks [ITEMS]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

const tasks = 64

func totalOf(numbers []int, result chan<- int) {
	total := 0
	for _, n := range numbers {
		total += n
	}
	result <- total
}

func main() {
	items := 4000000
	if len(os.Args) > 1 {
		items, _ = strconv.Atoi(os.Args[1])
	}
	numbers := make([]int, items)
	for n := range numbers {
		numbers[n] = n % 1000
	}
	part := items / tasks
	start := time.Now()
	total := 0
	for turn := 0; turn < 10; turn++ {
		result := make(chan int, tasks)
		for k := 0; k < tasks; k++ {
			go totalOf(numbers[k*part:(k+1)*part], result)
		}
		for k := 0; k < tasks; k++ {
			total += <-result
		}
	}
	seconds := time.Since(start).Seconds()
	fmt.Println(total)
	fmt.Println("seconds:", seconds)
}
