"""A number goes round a ring of 503 tasks, HOPS times from one to the next. `ring.py [HOPS]`"""

import sys
import time

from weft import Channel, spawn

TASKS = 503


def pass_on(inbox, outbox, number, done):
    while True:
        hops = inbox.recv()
        if hops == 0:
            done.send(number)
            return
        outbox.send(hops - 1)


def main():
    hops = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    channels = [Channel(0) for _ in range(TASKS)]
    done = Channel(0)
    start = time.perf_counter()
    for k in range(TASKS):
        spawn(pass_on, channels[k], channels[(k + 1) % TASKS], k + 1, done)
    channels[0].send(hops)
    print(done.recv())
    seconds = time.perf_counter() - start
    print("seconds:", seconds)
    sys.exit()


main()
