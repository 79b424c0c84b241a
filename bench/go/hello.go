// The peer of bench/py/hello.py.
package main

import "fmt"

func main() {
	fmt.Println("hello")
}
