"""Starts PROCESSES processes that do nothing, and waits for the last. `process_spawn.py [PROCESSES]`"""

import sys
import time

from weft.process import Down, receive, run, spawn, spawn_monitor


def nothing():
    pass


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    start = time.perf_counter()
    for _ in range(count - 1):
        spawn(nothing)
    spawn_monitor(nothing)
    receive(lambda m: isinstance(m, Down))
    seconds = time.perf_counter() - start
    print(count)
    print(f"ns per process: {seconds / count * 1e9:.1f}")
    print("seconds:", seconds)


run(main)
