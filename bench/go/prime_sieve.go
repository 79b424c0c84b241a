// The peer of bench/py/prime_sieve.py. `prime_sieve [COUNT]`
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func generate(out chan<- int) {
	for n := 2; ; n++ {
		out <- n
	}
}

func sift(source <-chan int, out chan<- int, prime int) {
	for {
		n := <-source
		if n%prime != 0 {
			out <- n
		}
	}
}

func main() {
	count := 1000
	if len(os.Args) > 1 {
		count, _ = strconv.Atoi(os.Args[1])
	}
	start := time.Now()
	channel := make(chan int)
	go generate(channel)
	prime := 0
	for k := 0; k < count; k++ {
		prime = <-channel
		following := make(chan int)
		go sift(channel, following, prime)
		channel = following
	}
	seconds := time.Since(start).Seconds()
	fmt.Println(prime)
	fmt.Println("seconds:", seconds)
}
