# Several select over the same channels at once, with timeouts and sends among the arms: each value arrives once.
from weft import Channel, ClosedArm, Recv, Timeout, join, recv, select, spawn

COUNT = 200


def collects(a, b, seconds):
    got = []
    left = [a, b]
    while left:
        match select(*[recv(ch) for ch in left], timeout=seconds):
            case Recv(_, value):
                got.append(value)
            case ClosedArm(ch):
                left.remove(ch)
            case Timeout():
                pass
    return got


def produces(ch, start):
    for n in range(start, start + COUNT):
        ch.send(n)
    ch.close()


a, b = Channel[int](), Channel[int](3)
collectors = [spawn(collects, a, b, seconds) for seconds in (None, 0.0001, None, 0.0002, 0.001)]
producers = [spawn(produces, a, 0), spawn(produces, b, COUNT)]
join(producers)
got = [n for part in join(collectors) for n in part]
print(len(got), sorted(got) == list(range(2 * COUNT)))
