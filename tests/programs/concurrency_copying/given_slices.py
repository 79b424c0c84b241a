"""Slices, large enough to lie apart, that are made only for a task or a message."""

from weft import Channel, Closed, spawn


def total(numbers):
    numbers.append(1)
    return sum(numbers)


def lengths(rows):
    rows[0].append(7)
    return sum(len(row) for row in rows)


def both(left, right):
    left[0] = -1
    return left[0] + right[0] + len(left) + len(right)


def feed(out, numbers):
    for k in range(4):
        out.send(numbers[k * 5000 : (k + 1) * 5000])
    out.send(numbers[:3])
    out.close()


def refused(out, numbers):
    count = 0
    for k in range(200):
        try:
            out.send(numbers[k:])
        except Closed:
            count += 1
    return count


numbers = [n % 97 for n in range(20000)]
print([spawn(total, numbers[k * 5000 : (k + 1) * 5000]).join() for k in range(4)], len(numbers))

row = [1, 2]
rows = [row if n % 2 else [n] for n in range(6000)]
print(spawn(lengths, rows[:5000]).join(), spawn(lengths, rows[1:5001]).join(), row, rows[0])

part = numbers[100:9000]
print(spawn(total, part).join(), len(part), spawn(total, part).join())
print(spawn(both, numbers[:6000], numbers[:6000]).join(), numbers[0])
same = numbers[:6000]
print(spawn(both, same, same).join(), same[0])
print(spawn(total, numbers[::-1]).join(), spawn(total, numbers[::3]).join())

channel = Channel(2)
spawn(feed, channel, numbers)
got = []
for chunk in channel:
    chunk[0] += 1
    got.append((len(chunk), sum(chunk)))
print(got)

closed = Channel(1)
closed.close()
print(spawn(refused, closed, numbers).join())
