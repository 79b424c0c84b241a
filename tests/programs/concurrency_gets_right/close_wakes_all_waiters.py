# A close wakes each who waits, however many and however they wait, on channels and queues, receiving and sending.
from weft import Channel, Closed, ClosedArm, Queue, Recv, Timeout, join, recv, select, spawn, tasks, yield_now


def receives(pipe):
    try:
        return str(pipe.recv())
    except Closed:
        return "closed"


def gets(queue):
    try:
        return str(queue.get(timeout=600))
    except Closed:
        return "closed"


def iterates(pipe):
    return f"{sum(1 for _ in pipe)} items"


def selects(ch):
    match select(recv(ch), timeout=600):
        case Recv(_, value):
            return str(value)
        case ClosedArm(_):
            return "closed"
        case Timeout():
            return "timeout"


def puts(queue):
    try:
        queue.put(9)
        return "put"
    except Closed:
        return "closed"


def all_parked(count):
    while sum(task.state == "parked" for task in tasks()) < count:
        yield_now()


ch, queue, full = Channel[int](), Queue[int](), Queue[int](1)
full.put(1)
waiting = [spawn(receives, ch) for _ in range(5)] + [spawn(selects, ch) for _ in range(5)]
waiting += [spawn(iterates, ch) for _ in range(2)]
waiting += [spawn(gets, queue) for _ in range(5)] + [spawn(iterates, queue) for _ in range(2)]
waiting += [spawn(puts, full) for _ in range(5)]
all_parked(len(waiting))
ch.close()
queue.close()
full.close()
for part in (waiting[:5], waiting[5:10], waiting[10:12], waiting[12:17], waiting[17:19], waiting[19:]):
    print(join(part))

# two quick puts wake two
queue = Queue[int]()
waiting = [spawn(gets, queue) for _ in range(2)]
all_parked(2)
queue.put(1)
queue.put(2)
print(sorted(join(waiting)))
