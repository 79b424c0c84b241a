"""Ten producers, each on a channel of its own, and a consumer that selects over all. `select10.py [ITEMS]`"""

import sys
import time

from weft import Channel, ClosedArm, Recv, recv, select, spawn

PRODUCERS = 10


def produce(channel, items):
    for n in range(items):
        channel.send(n)


def consume(a, b, c, d, e, f, g, h, i, j, items):
    total = 0
    for _ in range(items):
        match select(recv(a), recv(b), recv(c), recv(d), recv(e), recv(f), recv(g), recv(h), recv(i), recv(j)):
            case Recv(ch, n):
                total += n
            case ClosedArm(ch):
                pass
    return total


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 500000
    channels = [Channel(0) for _ in range(PRODUCERS)]
    start = time.perf_counter()
    for channel in channels:
        spawn(produce, channel, items // PRODUCERS)
    a, b, c, d, e, f, g, h, i, j = channels
    total = spawn(consume, a, b, c, d, e, f, g, h, i, j, items).join()
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per select: {seconds / items * 1e9:.1f}")
    print("seconds:", seconds)


main()
