# An error in an update is the caller's, and the value stays what it was.
from weft import Shared, join, spawn, store

shared = Shared([1, 2])
store.share("key", [1, 2])


def broken(values):
    values.append(3)
    return [1 // (len(values) - 3)]


def longer(values):
    return [*values, len(values)]


for _ in range(2):
    try:
        shared.update(broken)
    except ZeroDivisionError:
        print(shared.get())
    try:
        store.update("key", broken)
    except ZeroDivisionError:
        print(store.fetch("key"))
join([spawn(shared.update, longer) for _ in range(3)])
print(shared.get(), shared.update(longer))
print(store.update("key", longer))
