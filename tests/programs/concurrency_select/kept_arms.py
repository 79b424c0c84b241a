# arms as values: in variables, lists, tuples, from functions; receives and sends mixed
import weft
from weft import Channel, ClosedArm, Default, Recv, Sent, Timeout, recv, select, send, spawn


def name(result):
    match result:
        case Recv(ch, value):
            return f"received {value}"
        case Sent(ch):
            return "sent"
        case ClosedArm(ch):
            return "closed"
        case Timeout():
            return "timeout"
        case Default():
            return "default"


a = Channel(1)
b = Channel(2)
into_a = send(a, 1.5)
from_b = recv(b)
print(name(select(into_a, from_b)), len(a))
print(name(select(from_b, into_a, default=True)))
arms = [recv(a), recv(b)]
arms.append(send(b, 7))
arms.pop(0)
print(name(select(*arms)), len(b))
print(name(weft.select(*arms[:1])), len(b))
print(name(select(recv(b), *[], *arms, timeout=0)), len(b))
pair = (recv(a), recv(b))
print(sorted([name(select(*pair)), name(select(*pair))]))
print(name(select(*pair, default=True)), name(select(*[], timeout=0.001)))


def open_arms(channels, value):
    return [recv(ch) if len(ch) else send(ch, value) for ch in channels]


for turn in range(4):
    print(name(select(*open_arms([a], turn), timeout=1)), end=" ")
print()
b.close()
print(name(select(*[recv(a), send(b, 3)], default=True)))


def serve(jobs, answers, stop):
    done = 0
    while True:
        arms = [recv(jobs), recv(stop)] if done < 100 else [recv(stop)]
        match select(*arms):
            case Recv(ch, value) if ch is jobs:
                done += 1
                answers.send(value * 2)
            case Recv(ch, value):
                return done
            case ClosedArm(ch):
                return -1


jobs, answers, stop = Channel(), Channel(None), Channel()
tasks = [spawn(serve, jobs, answers, stop) for _ in range(3)]
for n in range(60):
    jobs.send(n)
total = sum(answers.recv() for _ in range(60))
for _ in tasks:
    stop.send(0)
print(total, sum(t.join() for t in tasks))
try:
    select(recv(a), timeout=1, default=True)
except ValueError as e:
    print(e)
