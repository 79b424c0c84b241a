"""Ten producers of ints, ten consumers, one channel of capacity 100 between. `producers.py [ITEMS]`"""

import sys
import time

from weft import Channel, spawn

TASKS = 10


def produce(channel, items):
    for n in range(items):
        channel.send(n)


def consume(channel):
    total = 0
    for n in channel:
        total += n
    return total


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 2000000
    channel = Channel(100)
    start = time.perf_counter()
    consumers = [spawn(consume, channel) for _ in range(TASKS)]
    producers = [spawn(produce, channel, items // TASKS) for _ in range(TASKS)]
    for producer in producers:
        producer.join()
    channel.close()
    total = sum(consumer.join() for consumer in consumers)
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per item: {seconds / items * 1e9:.1f}")
    print("seconds:", seconds)


main()
