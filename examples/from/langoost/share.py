"""Langoost: a counter in the store"""

from weft import join, spawn, store

store.share("counter", 0)


def worker():
    store.update("counter", lambda value: value + 1)


join([spawn(worker), spawn(worker)])
print(store.fetch("counter"))
