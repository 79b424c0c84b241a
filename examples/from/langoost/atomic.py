"""Langoost: an atomic: load, store, add, cas"""

from weft import Atomic, join, spawn

hits = Atomic(0)
join([spawn(hits.add, 5) for _ in range(20)])
print(hits.load())

hits.store(7)
print(hits.compare_exchange(7, 8), "was there, so it is", hits.load())
print(hits.compare_exchange(7, 9), "was there, so it stays", hits.load())
