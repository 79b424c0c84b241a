"""Counting primes on all cores"""

from weft import join, spawn


def primes_between(start, stop):
    count = 0
    for n in range(max(start, 2), stop):
        divisor = 2
        while divisor * divisor <= n:
            if n % divisor == 0:
                break
            divisor += 1
        else:
            count += 1
    return count


LIMIT = 400_000
PIECE = 20_000

# Each piece is a task; all cores share the work.
pieces = [spawn(primes_between, start, start + PIECE) for start in range(0, LIMIT, PIECE)]
print("primes below", LIMIT, "are", sum(join(pieces)))
