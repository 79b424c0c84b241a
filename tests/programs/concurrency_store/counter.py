# Two workers count in the store: with `update` none of their steps is lost.
from weft import join, spawn, store

store.share("counter", "0")


def step(value):
    return str(int(value) + 1)


def worker():
    for _ in range(100):
        store.update("counter", step)


join([spawn(worker), spawn(worker)])
print(store.fetch("counter"))
