"""A pipeline of two stages that compute some 50 us on each item, over an unbuffered channel. `pipeline.py [ITEMS]`"""

import sys
import time

from weft import Channel, spawn

TURNS = 30000


def work(seed):
    x = seed
    for _ in range(TURNS):
        x = (x * 1103515245 + 12345) % 2147483648
    return x


def produce(channel, items):
    for n in range(items):
        channel.send(work(n))
    channel.close()


def consume(channel):
    total = 0
    for seed in channel:
        total += work(seed)
    return total


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    channel = Channel(0)
    start = time.perf_counter()
    spawn(produce, channel, items)
    total = spawn(consume, channel).join()
    seconds = time.perf_counter() - start
    print(total)
    print("seconds:", seconds)


main()
