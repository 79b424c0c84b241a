# Names of tasks that begin with what is built in, and an error that comes out of one.
from weft import Channel, spawn
for f in (int, dict, list, Channel, RuntimeError):
    print(spawn(f).name)
print(spawn(Channel, 3).join().capacity)
def g(x): return x
h = g
print(spawn(h, 1).name, spawn(lambda: 1).name)
spawn(int, "x").join()
