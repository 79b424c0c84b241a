# `select` takes queues as it takes channels, beside them too.
from weft import Channel, Default, Queue, Recv, Sent, Timeout, join, recv, select, send, spawn

jobs, stop = Queue(), Channel()


def work():
    done = []
    while True:
        match select(recv(jobs), recv(stop)):
            case Recv(ch, value):
                if ch is stop:
                    return done, value
                done.append(value)


worker = spawn(work)
for n in range(3):
    jobs.put(n)
match select(send(jobs, 9)):
    case Sent(q):
        print("sent to", q is jobs)
while len(jobs):
    match select(timeout=0.001):
        case Timeout():
            pass
stop.send("enough")
print(worker.join())
full = Queue(1)
full.put("x")
match select(send(full, "y"), default=True):
    case Sent(q):
        print("sent")
    case Default():
        print("full", len(full))
match select(recv(full), send(jobs, 1)):
    case Recv(q, value):
        print("one of both")
    case Sent(q):
        print("one of both")
print(len(full) + len(jobs) in [0, 2])
words, numbers = Queue(), Channel(None)
words.put("w")
numbers.send(1)
got = []
for _ in range(2):
    match select(recv(words), recv(numbers)):
        case Recv(source, value):
            got.append((source is words, value))
print(sorted(got))
arms = [recv(words), recv(numbers)]
words.put("again")
match select(*arms, timeout=5):
    case Recv(source, value):
        print(source == words, source == numbers, value)
    case Timeout():
        print("timeout")
match select(send(words, "w"), send(numbers, 2), default=True):
    case Sent(target):
        print(target in [words, numbers])
    case Default():
        print("none")


def feed(queue, n):
    match select(send(queue, n)):
        case Sent(q):
            return len(q) >= 0


queue = Queue(2)
feeders = [spawn(feed, queue, n) for n in range(6)]
print(sorted(queue.get() for _ in range(6)), join(feeders))
