# Elle's cases of chan: full, empty and closed on both sides, values that are like a status, select ready and late.
from weft import Channel, Closed, ClosedArm, Empty, Full, Recv, Timeout, recv, select


def tried(call):
    try:
        return f"ok {call()}"
    except Full:
        return "full"
    except Empty:
        return "empty"
    except Closed:
        return "closed"


ch = Channel[str](2)
print(tried(ch.try_recv))
for word in ("ok", "empty", "closed"):
    print(tried(lambda: ch.try_send(word)), end=" ")
print(len(ch), ch.capacity)
print(tried(ch.try_recv), tried(ch.try_recv), tried(ch.try_recv))
ch.send("last")
ch.close()
ch.close()
print(tried(lambda: ch.try_send("late")), tried(ch.try_recv), tried(ch.try_recv), ch.closed)

rendezvous = Channel[int](0)
print(tried(lambda: rendezvous.try_send(1)), tried(rendezvous.try_recv))
try:
    Channel(-1)
except ValueError:
    print("no such capacity")

a, b = Channel[int](1), Channel[int](1)
b.send(7)
for _ in range(2):
    match select(recv(a), recv(b), timeout=0.01):
        case Recv(source, value):
            print(source == b, value)
        case ClosedArm(_):
            print("closed")
        case Timeout():
            print("late")
a.close()
match select(recv(a), recv(b), timeout=60):
    case ClosedArm(source):
        print("closed", source == a)
    case Recv(_, _) | Timeout():
        print("something else")
