"""Displays that are sent as they are made, and such as look like it."""

from weft import Channel, Closed, spawn


def half(n):
    if n == 3:
        raise ValueError("three")
    return n // 2


def numbers(out, count):
    for n in range(count):
        out.send((n, [n, n + 1, n + 2]))
    out.close()


def nested(out):
    for n in range(4):
        out.send([(n, "text", [n * 0.5, 1.5]), (n + 1, "other", [])])
    out.close()


def with_calls(out):
    for n in range(6):
        try:
            out.send(([n, n + n], half(n), [half(n + 1)]))
        except ValueError as error:
            print("not sent:", error)
    out.close()


def kept(out):
    kept = [1, 2]
    out.send((kept, [3]))
    kept.append(3)
    pair = (kept, [4])
    out.send(pair)
    kept.append(4)
    print(pair, kept)
    twice = [5]
    out.send(([twice, twice], twice))
    twice.append(6)
    print(twice)
    out.close()


def of_texts(out, name):
    out.send((name + "!", ["a", name]))
    out.send(("static", [name + "?"]))
    out.close()


def unions(out):
    for n in range(4):
        out.send((n if n % 2 else None, [n, 0.5, "x"] if n > 1 else [True]))
    out.close()


def to_closed(out):
    refused = 0
    for n in range(3000):
        try:
            out.send((n, [n] * 1, [n, n, n]))
        except Closed:
            refused += 1
    return refused


def wide(out, n):
    out.send([n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n])
    out.send([[n, n, n, n, n, n, n, n], [n, n, n, n, n, n, n, n], [n, n, n, n, n, n, n, n], [n, n, n, n, n, n, n, n]])
    out.close()


def huge(out, n):
    out.send((n * 1000, [n * n * n, n - n, n * n % 7]))
    out.close()


numbered = Channel(8)
spawn(numbers, numbered, 1000)
total = 0
for n, xs in numbered:
    xs.append(n)
    total += sum(xs)
print(total)

c1 = Channel(0)
spawn(nested, c1)
for message in c1:
    message.append((9, "more", [message[0][2][0]]))
    print(message)

c2 = Channel(0)
calling = spawn(with_calls, c2)
got = [message for message in c2]
calling.join()
print(got)

c3 = Channel(5)
keeping = spawn(kept, c3)
keeping.join()
print([message for message in c3])

c4 = Channel(1)
spawn(of_texts, c4, "Ann")
print([message for message in c4])

c5 = Channel(1)
spawn(unions, c5)
print([message for message in c5])

c6 = Channel(1)
c6.close()
print(spawn(to_closed, c6).join())

c7 = Channel(1)
spawn(wide, c7, 7)
print([len(message) for message in c7])

c8 = Channel(1)
spawn(huge, c8, 12345)
print([message for message in c8])
