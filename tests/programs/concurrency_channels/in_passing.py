"""Values that change hands without a wait, and all that may come between: ends of the buffer, close, abort, select,
other tasks, other channels, values of each kind that holds no references, and unions."""

from weft import Cancelled, Channel, Closed, Empty, Full, Recv, Sent, current, join, recv, select, send, spawn, yield_now


def fill(ch, values):
    for value in values:
        ch.send(value)


def taken(ch, count):
    return [ch.recv() for _ in range(count)]


def drained(ch):
    got = []
    for value in ch:
        got.append(value)
    return got


# around the end of the ring, many times
ch = Channel(5)
total = 0
for turn in range(40):
    for i in range(turn % 5 + 1):
        ch.send(turn * 10 + i)
    for _ in range(turn % 5 + 1):
        total = total * 31 % 1000003 + ch.recv()
print(total, len(ch))

# floats, bools, None, unions; beside them what holds references
floats = Channel(4)
fill(floats, [0.5, -1.25, 1e300])
print(taken(floats, 2), len(floats), taken(floats, 1))
bools = Channel(4)
fill(bools, [True, False, True])
print(taken(bools, 3))
nones = Channel(4)
nones.send(None)
nones.send(None)
print(len(nones), nones.recv(), nones.recv())
mixed = Channel(6)
mixed.send(1)
mixed.send(None)
mixed.send(2.5)
print(taken(mixed, 3))
texts = Channel(4)
fill(texts, ["a", "b" * 3])
print(taken(texts, 2))
pairs = Channel(4)
pairs.send((1, [2]))
print(pairs.recv())

# without a bound
wide = Channel(None)
fill(wide, range(1000))
print(len(wide), sum(taken(wide, 600)), len(wide))
fill(wide, range(2000))
wide.close()
print(sum(drained(wide)), len(wide))
try:
    wide.send(1)
except Closed as error:
    print("Closed", len(wide))

# a close between
ch = Channel(8)
fill(ch, [1, 2, 3])
print(ch.recv())
ch.close()
try:
    ch.send(4)
except Closed:
    print("closed to send")
print(taken(ch, 2))
try:
    ch.recv()
except Closed:
    print("closed to receive")

# tries between
ch = Channel(3)
ch.send(1)
ch.try_send(2)
ch.send(3)
try:
    ch.try_send(4)
except Full:
    print("full", len(ch))
print(ch.recv(), ch.try_recv(), ch.recv())
try:
    ch.try_recv()
except Empty:
    print("empty", len(ch))
ch.send(5)
print(ch.recv(timeout=1.0))

# a select between
ch = Channel(3)
other = Channel(3)
fill(ch, [1, 2])
match select(recv(ch), recv(other)):
    case Recv(_, value):
        print("selected", value)
    case _:
        print("something else")
ch.send(3)
match select(send(other, 9), default=True):
    case Sent(_):
        print("sent")
    case _:
        print("something else")
print(taken(ch, 2), other.recv())


def waits_in_select(ch, other, out):
    for _ in range(4):
        match select(recv(ch), recv(other)):
            case Recv(_, value):
                out.send(value)
            case _:
                out.send(-1)


out = Channel(10)
chooser = spawn(waits_in_select, ch, other, out)
for i in range(4):
    while len(out) < i:
        yield_now()
    ch.send(100 + i)
chooser.join()
print(taken(out, 4), len(ch))


# an abort is raised by the next send or receive, though it need not wait
def aborts_itself(ch, receives):
    ch.send(1)
    ch.send(2)
    current().abort()
    try:
        if receives:
            ch.recv()
        else:
            ch.send(3)
        return "went on"
    except Cancelled:
        ch.send(4)
        return f"cancelled with {len(ch)}"


for receives in (False, True):
    ch = Channel(8)
    print(spawn(aborts_itself, ch, receives).join(), taken(ch, len(ch)))


def aborts(task):
    task.abort()


def aborted_by_child(ch):
    ch.send(1)
    child = spawn(aborts, current())
    try:
        while not child.done:
            pass
        ch.send(2)
        return "went on"
    except Cancelled:
        return "cancelled"


print(spawn(aborted_by_child, Channel(8)).join())


# producers and consumers, with and without others between
def produce(ch, first, count, shy):
    for i in range(count):
        ch.send(first + i)
        if shy and i % 7 == 0:
            yield_now()


def consume(ch, shy):
    count = total = 0
    for value in ch:
        count += 1
        total += value
        if shy and count % 5 == 0:
            yield_now()
    return count, total


for capacity in (1, 2, 3, 16, None):
    for shy in (False, True):
        ch = Channel(capacity)
        producers = [spawn(produce, ch, k * 1000, 500, shy) for k in range(4)]
        consumers = [spawn(consume, ch, shy) for _ in range(3)]
        join(producers)
        ch.close()
        ends = join(consumers)
        print(capacity, shy, sum([n for n, _ in ends]), sum([t for _, t in ends]))


# more channels in use at once than are watched
def relay(source, target):
    for value in source:
        target.send(value + 1)
    target.close()


channels = [Channel(4) for _ in range(60)]
relays = [spawn(relay, channels[i], channels[i + 1]) for i in range(59)]
feeder = spawn(fill, channels[0], range(200))
print(sum([channels[59].recv() for _ in range(200)]))
feeder.join()
channels[0].close()
join(relays)
print([len(c) for c in channels] == [0] * 60)
