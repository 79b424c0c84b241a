from weft import Channel, ClosedArm, Recv, recv, select, spawn


def count(ch, first, n):
    for i in range(n):
        ch.send(first + i)
    ch.close()


left = Channel()
right = Channel(3)
spawn(count, left, 0, 30)
spawn(count, right, 1000, 20)
open_arms = [left, right]
received = []
closed = []
while open_arms:
    match select(*[recv(ch) for ch in open_arms]):
        case Recv(ch, value):
            received.append(value)
        case ClosedArm(ch):
            closed.append(ch)
            open_arms = [other for other in open_arms if other is not ch]
low = [v for v in received if v < 1000]
high = [v for v in received if v >= 1000]
print(len(received), low == list(range(30)), high == list(range(1000, 1020)), len(closed))
