# Those who select on two channels both ways: each value is received once, and each select does one thing.
from weft import Channel, Recv, Sent, Timeout, recv, select, send, spawn, yield_now


def trades(a, b, first, turns, got):
    sent = []
    for n in range(first, first + turns):
        match select(recv(a), send(b, n), recv(b), timeout=0.0001 if n % 2 else 0.001):
            case Recv(_, value):
                got.send(value)
            case Sent(_):
                sent.append(n)
            case Timeout():
                yield_now()
    return sent


def plain(a, first):
    sent = []
    for n in range(first, first + 4):
        try:
            a.send(n, timeout=0.0001)
            sent.append(n)
        except TimeoutError:
            pass
    return sent


for capacity in (0, 1):
    a, b, got = Channel(capacity), Channel(0), Channel(None)
    tasks = [spawn(trades, a, b, 0, 9, got), spawn(trades, b, a, 100, 9, got), spawn(trades, a, a, 200, 9, got)]
    tasks.append(spawn(plain, a, 300))
    sent = [n for task in tasks for n in task.join()]
    while len(a):
        got.send(a.recv())
    got.close()
    print(capacity, sorted(got) == sorted(sent))
