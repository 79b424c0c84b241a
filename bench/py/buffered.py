"""One producer, one consumer, a channel of capacity 128 between. `buffered.py [ITEMS]`"""

import sys
import time

from weft import Channel, spawn


def produce(channel, items):
    for n in range(items):
        channel.send(n)
    channel.close()


def consume(channel):
    total = 0
    for n in channel:
        total += n
    return total


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 10000000
    channel = Channel(128)
    start = time.perf_counter()
    producer = spawn(produce, channel, items)
    total = spawn(consume, channel).join()
    producer.join()
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per item: {seconds / items * 1e9:.1f}")
    print("seconds:", seconds)


main()
