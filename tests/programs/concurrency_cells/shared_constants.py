# What nothing changes is shared by all tasks; what a task does to its copy of it changes neither that nor the value.
from weft import Mutex, Once, Shared, join, spawn

TABLE = [[1, 2], [3]]
CHANGED = [[1, 2], [3]]
NAMES = {"a": ("x", 1)}
read, changed, guarded, made = Shared(TABLE), Shared(CHANGED), Mutex(NAMES), Once(lambda: CHANGED)


def works(me):
    total = sum(map(len, read.get())) + len(TABLE)
    mine = changed.get()
    mine[0].append(me)
    changed.update(lambda rows: [*rows, [me]])
    with guarded as cell:
        cell.value[str(me)] = ("y", me)
    made.get()[1].append(me)
    return total, mine, len(CHANGED), len(NAMES)


print(join([spawn(works, me) for me in range(3)])[0][0], TABLE, CHANGED, NAMES)
print(read.get(), sorted(changed.get()), made.get())
with guarded as cell:
    print(sorted(cell.value))
