"""Fibonacci numbers by recursion: the price of a call. `fib.py [N]`"""

import sys
import time


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    start = time.perf_counter()
    result = fib(n)
    seconds = time.perf_counter() - start
    print(result)
    print("seconds:", seconds)


main()
