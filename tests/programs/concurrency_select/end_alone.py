# What waits for an end, and nothing else does: no join, no channel.
from weft import Done, done, select, spawn, yield_now
def f(n):
    for _ in range(100): yield_now()
    return n
t = spawn(f, 1)
match select(done(t)):
    case Done(t):
        print("one")
