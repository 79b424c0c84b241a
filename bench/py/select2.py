"""Two producers, each on a channel of its own, and a consumer that selects. `select2.py [ITEMS]`"""

import sys
import time

from weft import Channel, ClosedArm, Recv, recv, select, spawn


def produce(channel, items):
    for n in range(items):
        channel.send(n)


def consume(a, b, items):
    total = 0
    for _ in range(items):
        match select(recv(a), recv(b)):
            case Recv(ch, n):
                total += n
            case ClosedArm(ch):
                pass
    return total


def main():
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 500000
    a = Channel(0)
    b = Channel(0)
    start = time.perf_counter()
    spawn(produce, a, items // 2)
    spawn(produce, b, items // 2)
    total = spawn(consume, a, b, items).join()
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per select: {seconds / items * 1e9:.1f}")
    print("seconds:", seconds)


main()
