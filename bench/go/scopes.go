// The peer of bench/py/scopes.py: what golang.org/x/sync/errgroup does, a WaitGroup, the first error, and a context that
// it cancels. `scopes [TIMES]`
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const children = 1000

type group struct {
	cancel context.CancelCauseFunc
	wait   sync.WaitGroup
	once   sync.Once
	err    error
}

func withContext(ctx context.Context) (*group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &group{cancel: cancel}, ctx
}

func (g *group) start(f func() error) {
	g.wait.Add(1)
	go func() {
		defer g.wait.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel(err)
			})
		}
	}()
}

func (g *group) end() error {
	g.wait.Wait()
	g.cancel(g.err)
	return g.err
}

func main() {
	times := 1000
	if len(os.Args) > 1 {
		times, _ = strconv.Atoi(os.Args[1])
	}
	var counter atomic.Int64
	start := time.Now()
	for i := 0; i < times; i++ {
		g, _ := withContext(context.Background())
		for k := 0; k < children; k++ {
			g.start(func() error {
				counter.Add(1)
				return nil
			})
		}
		if err := g.end(); err != nil {
			panic(err)
		}
	}
	seconds := time.Since(start).Seconds()
	fmt.Println(counter.Load())
	fmt.Printf("ns per child: %.1f\n", seconds/float64(times)/children*1e9)
	fmt.Println("seconds:", seconds)
}
