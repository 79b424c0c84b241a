"""Ten producers of tuples that hold a list, ten consumers, one channel between. `producers_of_tuples.py [ITEMS]`"""

import sys
import time

from weft import Channel, spawn

TASKS = 10


def produce(channel, items):
    for n in range(items):
        channel.send((n, [n, n + 1, n + 2]))


def consume(channel):
    total = 0
    for n, numbers in channel:
        total += n + numbers[2]
    return total


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
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
