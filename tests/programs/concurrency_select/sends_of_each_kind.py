# send arms in a list, of channels whose items are held differently
from weft import Channel, ClosedArm, Sent, select, send, spawn


class Point:
    def __init__(self, x):
        self.x = x


def drain(ch, n):
    return [ch.recv() for _ in range(n)]


def offer(ch, values):
    for value in values:
        match select(*[send(ch, value)]):
            case Sent(c):
                pass
            case ClosedArm(c):
                print("closed")


ints, floats, bools, texts, points, mixed, nones = [Channel(), Channel()], Channel(), Channel(), Channel(), Channel(), Channel(), Channel()
task = spawn(drain, ints[0], 3)
offer(ints[0], [1, -2, 1 << 60])
print(task.join())
task = spawn(drain, floats, 2)
offer(floats, [0.5, -1e300])
print(task.join())
task = spawn(drain, bools, 2)
offer(bools, [True, False])
print(task.join())
task = spawn(drain, texts, 2)
offer(texts, ["one", "zwei"])
print(task.join())
task = spawn(drain, points, 2)
offer(points, [Point(3), Point(4)])
print([p.x for p in task.join()])
task = spawn(drain, mixed, 4)
offer(mixed, [1, None, "x", 2.5])
print(task.join())
task = spawn(drain, nones, 1)
offer(nones, [None])
print(task.join())
