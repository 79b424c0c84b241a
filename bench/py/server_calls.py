"""Calls of a server, one after the other. `server_calls.py [CALLS]`"""

import sys
import time

from weft.process import GenServer


class Counter(GenServer):
    def init(self, n):
        self.n = n

    def add(self, k):
        self.n += k
        return self.n


def main():
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    counter, total = Counter.start(0), 0
    start = time.perf_counter()
    for k in range(calls):
        total = counter.call(Counter.add, k)
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per call: {seconds / calls * 1e9:.1f}")
    print("seconds:", seconds)


main()
