# What was sent is received, each value once, though some give up. One that is aborted may have just got a value.
from weft import Cancelled, Channel, spawn, yield_now


def sends(ch, first):
    sent = []
    for n in range(first, first + 8):
        try:
            if n % 3 == 0:
                ch.send(n, timeout=0.0001)
            else:
                ch.send(n)
            sent.append(n)
        except TimeoutError:
            yield_now()
    return sent


def receives(ch, got):
    try:
        for value in ch:
            got.send(value)
            if value % 5 == 0:
                yield_now()
    except Cancelled:
        pass


for capacity in (0, 1, 3, None):
    ch, got = Channel(capacity), Channel(None)
    victim = spawn(receives, ch, got)
    receivers = [spawn(receives, ch, got) for _ in range(2)]
    senders = [spawn(sends, ch, first) for first in (0, 100, 200)]
    yield_now()
    victim.abort()
    sent = [n for task in senders for n in task.join()]
    ch.close()
    victim.outcome()
    for task in receivers:
        task.join()
    got.close()
    values = list(got)
    print(capacity, len(set(values)) == len(values), set(values) <= set(sent), len(sent) - len(values) <= 1)
