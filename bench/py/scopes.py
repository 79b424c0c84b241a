"""A scope of a thousand children, again and again. `scopes.py [TIMES]`

Each is over in a few steps, so compiled it is a call where it is spawned.
"""

import sys
import time

from weft import Atomic, scope

CHILDREN = 1000


def child(counter):
    counter.add(1)


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    counter = Atomic(0)
    start = time.perf_counter()
    for _ in range(times):
        with scope() as s:
            for _ in range(CHILDREN):
                s.spawn(child, counter)
    seconds = time.perf_counter() - start
    print(counter.load())
    print(f"ns per child: {seconds / times / CHILDREN * 1e9:.1f}")
    print("seconds:", seconds)


main()
