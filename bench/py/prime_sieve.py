"""The first COUNT primes, by a chain of tasks that each filter the multiples of one. `prime_sieve.py [COUNT]`"""

import sys
import time

from weft import Channel, spawn


def generate(out):
    n = 2
    while True:
        out.send(n)
        n += 1


def sift(source, out, prime):
    while True:
        n = source.recv()
        if n % prime != 0:
            out.send(n)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    start = time.perf_counter()
    channel = Channel(0)
    spawn(generate, channel)
    prime = 0
    for _ in range(count):
        prime = channel.recv()
        following = Channel(0)
        spawn(sift, channel, following, prime)
        channel = following
    seconds = time.perf_counter() - start
    print(prime)
    print("seconds:", seconds)
    sys.exit()


main()
