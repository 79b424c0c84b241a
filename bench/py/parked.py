"""Parks TASKS tasks on a channel, then closes it and waits for all. `parked.py [TASKS]`

What a parked task takes is the growth of memory from a run with 0 tasks to one with TASKS, by TASKS;
the program can't see its own memory, so whoever runs it measures that.
"""

import sys
import time

from weft import Channel, Closed, spawn


def wait(ready, gate):
    ready.send(1)
    try:
        return gate.recv()
    except Closed:
        return 1


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    ready = Channel(128)
    gate = Channel(0)
    start = time.perf_counter()
    tasks = [spawn(wait, ready, gate) for _ in range(count)]
    parked = 0
    for _ in range(count):
        parked += ready.recv()
    gate.close()
    woken = 0
    for task in tasks:
        woken += task.join()
    seconds = time.perf_counter() - start
    print(parked, woken)
    print("seconds:", seconds)


main()
