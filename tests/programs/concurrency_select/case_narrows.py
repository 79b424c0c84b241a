# what a case by channel receives is what that channel carries, whatever the others do
from weft import Channel, ClosedArm, Done, Queue, Recv, Sent, Timeout, done, recv, select, send, spawn


class Server:
    def __init__(self):
        self.names, self.numbers, self.points = Channel(0), Channel(0), Channel(0)
        self.lists, self.texts, self.maps = Channel(0), Channel(0), Queue()

    def run(self, n):
        total, words, points, sums, up, keys = 0, [], [], 0, [], []
        for _ in range(n):
            match select(
                recv(self.names), recv(self.numbers), recv(self.points), recv(self.lists), recv(self.texts),
                recv(self.maps),
            ):
                case Recv(self.names, name):
                    words.append(name.upper())
                case Recv(self.numbers, number):
                    total += number
                case Recv(self.points, (x, y)):
                    points.append(x + y)
                case Recv(self.lists, xs):
                    sums += sum(xs)
                case Recv(ch, xs) if ch is self.texts:
                    up.append(xs[0].upper())
                case Recv(ch, v) if self.maps == ch:
                    keys += [key + 1 for key in v]
                case _:
                    pass
        return total, words, points, sums, up, sorted(keys)


def serve():
    s = Server()
    t = spawn(s.run, 18)
    for k in range(3):
        s.names.send(f"n{k}")
        s.numbers.send(k)
        s.points.send((k, k + 0.5))
        s.lists.send([k, k])
        s.texts.send([f"t{k}"])
        s.maps.put({k: "v"})
    print(t.join())


serve()


def bound_where_the_guard_fails():
    a, b, c = Channel(1), Channel(1), Channel(1)
    out = []
    for channel, value in ((a, "x"), (b, 2), (c, [3.5]), (b, 0)):
        channel.send(value)
        match select(recv(a), recv(b), recv(c)):
            case Recv(ch, v) if ch is a:
                out.append(v.upper())
            case Recv(ch, v) if ch is b and v > 1:
                out.append(v + 1)
            case Recv(other, _) if other is c:
                out.append((ch is c, v))
            case _:
                out.append(("left", ch is b, v))
    return out


print(bound_where_the_guard_fails())


def one_channel_by_two_names(a, b):
    a.send("to both")
    match select(recv(a), recv(b)):
        case Recv(ch, v) if ch is b:
            return "b", v
        case Recv(ch, v) if ch is a:
            return "a", v


one = Channel(1)
print(one_channel_by_two_names(one, one))


def arms_that_are_kept(n):
    numbers, texts = Channel(1), Channel(1)
    first, second = recv(numbers), recv(texts)
    numbers.send(n)
    texts.send("t" * n)
    out = [str(first)[:15]]
    for _ in range(2):
        match select(first, second):
            case Recv(ch, v) if ch is numbers:
                out.append(v + 1)
            case Recv(ch, v):
                out.append(v.upper())
    return sorted(map(str, out))


print(arms_that_are_kept(2))


def ends_and_sends():
    number, text = spawn(pow, 2, 5), spawn(str.upper, "done")
    out = Channel(1)
    got = []
    left = {number, text}
    while left:
        match select(*[done(task) for task in left]):
            case Done(task):
                left.discard(task)
    for _ in range(40):
        match select(done(number), done(text), send(out, len(got)), timeout=1):
            case Done(task) if task is number:
                got.append(task.join() + 1)
            case Done(task) if task is text:
                got.append(task.join().lower())
            case Sent(ch) if ch is out:
                ch.recv()
            case Timeout():
                got.append("late")
    return sorted(set(map(str, got)))


print(ends_and_sends())


def closed_of_one():
    a, b = Channel(1), Channel(1)
    a.close()
    match select(recv(a), recv(b)):
        case ClosedArm(ch) if ch is a:
            return "a is closed"
        case ClosedArm(ch):
            return "b is closed"
        case Recv(ch, v) if ch is a:
            return v + 1
        case Recv(ch, v):
            return v.upper()


print(closed_of_one())


def outcomes_that_are_kept():
    a, b = Channel(2), Channel(2)
    for k in range(2):
        a.send(k)
        b.send(f"b{k}")
    kept = [select(recv(a), recv(b)) for _ in range(4)]
    numbers = [v + 1 for outcome in kept if isinstance(outcome, Recv) and isinstance(v := outcome.value, int)]
    texts = [outcome.value for outcome in kept if isinstance(outcome, Recv) and outcome.channel is b]
    return numbers, texts, kept[0] == kept[0], len(set(map(str, kept)))


print(outcomes_that_are_kept())
