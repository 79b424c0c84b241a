# Main waits for a task that was only spawned: by a receive, a select, a lock, an event, the end of a scope.
from weft import Channel, Event, Mutex, Recv, WaitGroup, recv, scope, select, spawn

ch = Channel[int]()
spawn(ch.send, 42)
print(ch.recv())

spawn(ch.send, 43)
match select(recv(ch)):
    case Recv(_, value):
        print(value)

event, lock, group = Event(), Mutex(), WaitGroup()
taken = Event()


@spawn
def holds():
    with lock:
        taken.set()
        ch.recv()


taken.wait()
spawn(ch.send, 44)
with lock:
    print("the lock")
spawn(event.set)
event.wait()
group.add()
spawn(group.done)
group.wait()
with scope() as s:
    s.spawn(ch.send, 45)
    print(ch.recv())
