"""Two tasks hand a number to and fro over unbuffered channels. `pingpong.py [ROUND_TRIPS]`"""

import sys
import time

from weft import Channel, spawn


def pong(there, back):
    for n in there:
        back.send(n + 1)


def ping(there, back, trips):
    n = 0
    for _ in range(trips):
        there.send(n)
        n = back.recv()
    there.close()
    return n


def main():
    trips = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    there = Channel(0)
    back = Channel(0)
    start = time.perf_counter()
    partner = spawn(pong, there, back)
    n = spawn(ping, there, back, trips).join()
    partner.join()
    seconds = time.perf_counter() - start
    print(n)
    print(f"ns per round trip: {seconds / trips * 1e9:.1f}")
    print("seconds:", seconds)


main()
