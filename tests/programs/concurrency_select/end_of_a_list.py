# The same of a list of arms.
from weft import Done, done, select, spawn
def f(n): return n
tasks = [spawn(f, n) for n in range(3)]
arms = [done(t) for t in tasks]
match select(*arms):
    case Done(t):
        print("one")
