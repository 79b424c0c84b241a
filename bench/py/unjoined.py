"""Starts TASKS tasks, a thousand at a time, and waits until they have ended, but joins none. `unjoined.py [TASKS]`

What a task that has ended takes is the growth of memory from a run with 0 tasks to one with TASKS, by TASKS;
the program can't see its own memory, so whoever runs it measures that.
"""

import sys
import time

from weft import Channel, spawn

AT_A_TIME = 1000


def work(done):
    done.send(1)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    done = Channel(128)
    start = time.perf_counter()
    tasks = []
    ended = 0
    for _ in range(count // AT_A_TIME):
        for _ in range(AT_A_TIME):
            tasks.append(spawn(work, done))
        for _ in range(AT_A_TIME):
            ended += done.recv()
    seconds = time.perf_counter() - start
    print(len(tasks), ended)
    print("seconds:", seconds)


main()
