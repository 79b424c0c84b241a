"""A task that another, run while its parent waits for it, aborts that parent: it was waiting, so it is aborted."""

from weft import current, spawn, Aborted
def child(parent):
    parent.abort()
    n = 0
    for k in range(1000000):
        n += k
    return n
def parent():
    try:
        return spawn(child, current()).join()
    finally:
        print("parent leaves")
t = spawn(parent)
try:
    print(t.join())
except Aborted as e:
    print("aborted")
