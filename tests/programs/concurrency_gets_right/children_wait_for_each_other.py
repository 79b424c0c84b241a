# Children that wait for each other, more than any pool of threads has, and blocks within blocks within blocks.
from weft import Barrier, Channel, join, parallel, parallel_map, scope, spawn

MANY = 64


def ring(left, right):
    right.send(left.recv() + 1)


def nested(depth):
    if depth == 0:
        return 1
    with parallel() as p:
        a, b = p.spawn(nested, depth - 1), p.spawn(nested, depth - 1)
        c = p.spawn(nested, depth - 1)
        return a.join() + b.join() + c.join()


def fib(n):
    return n if n < 2 else spawn(fib, n - 1).join() + fib(n - 2)


barrier = Barrier(MANY)
with parallel() as p:
    places = [p.spawn(barrier.wait) for _ in range(MANY)]
print(sorted(join(places)) == list(range(MANY)))

with scope() as s:
    places = [s.spawn(barrier.wait) for _ in range(MANY)]
print(sorted(join(places)) == list(range(MANY)))
print(sorted(parallel_map(lambda _: barrier.wait(), range(MANY))) == list(range(MANY)))

links = [Channel[int]() for _ in range(MANY + 1)]
with parallel() as p:
    for k in reversed(range(MANY)):  # each waits for one that is started later
        p.spawn(ring, links[k], links[k + 1])
    links[0].send(0)
    print(links[MANY].recv())
print(nested(4), fib(12))
