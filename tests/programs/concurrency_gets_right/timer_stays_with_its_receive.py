# The timer of a receive that got its value is gone: it fires into no later receive, sleep, lock or join.
from weft import Channel, Empty, Mutex, Recv, Timeout, recv, select, sleep, spawn, timeout


def sends(ch, gate):
    for n in range(6):
        gate.recv()
        ch.send(n)


ch, gate, lock = Channel[int](), Channel[None](), Mutex()
spawn(sends, ch, gate)
SHORT = 0.05
gate.send(None)
print(ch.recv(timeout=60))
for limit in (60, SHORT):
    gate.send(None)
    match select(recv(ch), timeout=60):
        case Recv(_, value):
            print(value)
        case Timeout():
            print("late")
# a limit that passed while nobody waited
with lock:
    pass
lock.acquire(timeout=SHORT)
lock.release()
spawn(sleep, 0).join(timeout=60)
print(timeout(60, lambda: "in time"))
sleep(2 * SHORT)
gate.send(None)
print(ch.recv())
later = spawn(ch.recv)
sleep(SHORT)
gate.send(None)
print(later.join())
# one that did fire does so once
try:
    ch.recv(timeout=0.01)
except TimeoutError:
    print("nobody sends")
gate.send(None)
print(ch.recv())
try:
    ch.try_recv()
except Empty:
    print("no more")
