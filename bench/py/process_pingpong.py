"""Two processes that send each other a message in turn. `process_pingpong.py [ROUNDS]`"""

import sys
import time

from weft.process import receive, run, self_, send, spawn


def echo():
    while True:
        client, n = receive()
        send(client, n)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    pid, me, total = spawn(echo), self_(), 0
    start = time.perf_counter()
    for n in range(rounds):
        send(pid, (me, n))
        total += receive()
    seconds = time.perf_counter() - start
    print(total)
    print(f"ns per round: {seconds / rounds * 1e9:.1f}")
    print("seconds:", seconds)


run(main)
