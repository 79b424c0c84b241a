# What is put into a closed queue isn't dropped: Closed comes, to who put and to who waited for room.
from weft import Channel, Closed, Full, Queue, Timeout, ClosedArm, Sent, select, send, spawn, tasks, yield_now


def put(queue, item):
    try:
        queue.put(item)
        return "put"
    except Closed:
        return "closed"


queue = Queue[int](1)
queue.put(1)
try:
    queue.try_put(2)
except Full:
    print("full, which is not closed")
waiting = [spawn(put, queue, n) for n in (2, 3)]
while sum(task.state == "parked" for task in tasks()) < 2:
    yield_now()
queue.close()
print([task.join() for task in waiting], put(queue, 4))
try:
    queue.try_put(5)
except Closed:
    print("closed")
try:
    queue.put(6, timeout=0)
except Closed:
    print("closed")
print(list(queue))
ch = Channel[int]()
ch.close()
match select(send(ch, 1), timeout=5):
    case Sent(_):
        print("sent to nobody")
    case ClosedArm(_):
        print("closed")
    case Timeout():
        print("no answer")
