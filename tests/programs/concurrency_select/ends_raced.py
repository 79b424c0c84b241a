# Many select among many ends, messages, timeouts and aborts: each learns of exactly one thing, and loses nothing.
from weft import Aborted, Cancelled, Channel, ClosedArm, Done, Recv, Timeout, done, join, recv, select, spawn, yield_now


def works(n):
    for _ in range(n % 7):
        yield_now()
    return n


def watches(tasks, messages, seed):
    """Until all of its tasks have ended: what it has seen of them, and the messages that it took."""
    left, ends, taken = list(tasks), 0, 0
    turn = seed
    while left:
        turn = (turn * 1103515245 + 12345) % 2**31
        wait = None if turn % 3 else 0.0001
        match select(*[done(t) for t in left], recv(messages), timeout=wait):
            case Done(t):
                ends += t.join()
                left.remove(t)
            case Recv(_, n):
                taken += n
            case Timeout():
                yield_now()
            case ClosedArm(_):
                while left:
                    ends += left.pop().join()
    return ends, taken


def is_aborted(tasks, messages):
    try:
        while True:
            match select(*[done(t) for t in tasks[::-1]], done(tasks[0]), timeout=0.0001):
                case Done(t):
                    t.join()
                case Timeout():
                    pass
            yield_now()
    except Cancelled:
        return "aborted"


def sends(messages, n):
    for k in range(n):
        messages.send(k)


total_ends = total_taken = 0
for turn in range(12):
    messages = Channel(turn % 3)
    tasks = [spawn(works, n) for n in range(12)]
    watchers = [spawn(watches, tasks, messages, turn * 10 + k) for k in range(4)]
    victims = [spawn(is_aborted, tasks, messages) for _ in range(3)]
    sender = spawn(sends, messages, 30)
    for _ in range(20):
        yield_now()
    for victim in victims:
        victim.abort()
    for victim in victims:
        try:
            assert victim.join() == "aborted"
        except Aborted:
            pass  # before it began
    late = 0
    while not all(watcher.done for watcher in watchers):
        match select(recv(messages), *[done(w) for w in watchers if not w.done], timeout=1):
            case Recv(_, n):
                late += n
            case Done(_) | Timeout() | ClosedArm(_):
                pass
    rest = 0
    while not sender.done:  # nobody takes its messages any more
        match select(recv(messages), done(sender)):
            case Recv(_, n):
                rest += n
            case Done(_) | ClosedArm(_):
                break
    while len(messages):
        rest += messages.recv()
    results = join(watchers)
    total_ends += sum(ends for ends, _ in results)
    total_taken += sum(taken for _, taken in results) + late + rest
print(total_ends, total_taken)
