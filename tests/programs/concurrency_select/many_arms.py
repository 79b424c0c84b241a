from weft import Channel, ClosedArm, Recv, Timeout, recv, select, spawn


def answer(ch, n):
    ch.send(n * n)


channels = [Channel() for _ in range(40)]
tasks = [spawn(answer, ch, n) for n, ch in enumerate(channels)]
seen = []
for _ in range(40):
    match select(*[recv(ch) for ch in channels], timeout=30):
        case Recv(ch, value):
            seen.append(value)
        case ClosedArm(ch):
            print("closed")
        case Timeout():
            print("timeout")
for t in tasks:
    t.join()
print(sorted(seen) == [n * n for n in range(40)])
match select(*[recv(ch) for ch in channels], timeout=0.01):
    case Timeout():
        print("nothing is left")
    case _:
        print("one too many")
