"""Kōdo: a thousand green threads"""

from weft import Atomic, parallel

finished = Atomic(0)
with parallel() as p:
    for _ in range(1000):
        p.spawn(finished.add)
print(finished.load())
