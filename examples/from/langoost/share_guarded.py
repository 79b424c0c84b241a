"""Langoost: fetch and share under a mutex"""

from weft import Mutex, join, spawn, store

store.share("counter", "0")
guard = Mutex()


def worker():
    with guard:
        value = int(store.fetch("counter"))
        store.share("counter", str(value + 1))


join([spawn(worker), spawn(worker)])
print(store.fetch("counter"))
