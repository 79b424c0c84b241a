# select waits for ends of tasks beside channels; each end is told of, and taken by whoever joins.
from weft import Channel, Done, Event, Recv, Sent, Timeout, ClosedArm, Default, current, done, recv, select, send, sleep, spawn


def works(n, go):
    go.wait()
    return n * n


go = Event()
task = spawn(works, 3, go)
ch = Channel()
match select(done(task), recv(ch), timeout=0.01):
    case Timeout():
        print("neither")
    case other:
        print(other)
match select(done(task), default=True):
    case Default():
        print("not yet")
    case Done(t):
        print("never", t)
go.set()
match select(done(task), recv(ch)):
    case Done(t):
        print(t is task, t, t.join())
    case Recv(_, value):
        print(value)
    case ClosedArm(c):
        print("closed", c)
for _ in range(2):  # as often as it is asked
    match select(done(task)):
        case Done(t):
            print("done", t.join(), t.done)


def fails():
    raise ValueError("inside")


failing = spawn(fails)
match select(done(failing)):
    case Done(t):
        try:
            t.join()
        except ValueError as error:
            print(error)

# as they end, each once
gates = [Event() for _ in range(5)]
tasks = [spawn(works, n, gate) for n, gate in enumerate(gates)]
left = list(tasks)
order = []
for n in (3, 0, 4, 1, 2):
    gates[n].set()
    match select(*[done(t) for t in left], timeout=60):
        case Done(t):
            order.append(t.join())
            left.remove(t)
        case Timeout():
            print("too late")
print(order, left)


# arms of all kinds in one list, the same task twice
def sends(ch, n):
    ch.send(n)
    return "sent"


out = Channel()
sender = spawn(sends, out, 7)
arms = [recv(out), done(sender), done(sender), send(ch, 1)]
got = []
while len(got) < 2:
    match select(*arms):
        case Recv(c, value):
            got.append(value)
            print("received", value)
        case Done(t):
            got.append(t.join())
            print("ended", got[-1])
            break
        case Sent(c):
            print("never")
        case ClosedArm(c):
            print("never")
print(str(arms[1]))


def waits_for(other, go):
    go.send(1)
    match select(done(other), recv(Channel()), timeout=60):
        case Done(t):
            return t.join()
        case Recv(_, _):
            return -1
        case Timeout():
            return -2
        case ClosedArm(_):
            return -3


gate = Event()
awaited = spawn(works, 12, gate)
ready = Channel(None)
waiting = [spawn(waits_for, awaited, ready) for _ in range(6)]
for _ in waiting:
    ready.recv()
waiting[0].abort()
waiting[3].abort()
gate.set()
ends = []
for n, t in enumerate(waiting):
    if n not in (0, 3):
        ends.append(t.join())
print(ends, Done(awaited), Done(awaited) == Done(awaited), hash(Done(awaited)) == hash(Done(awaited)))
