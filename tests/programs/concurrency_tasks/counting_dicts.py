"""Counting in dicts that tasks were given, in frozen ones, and across what suspends."""

import weft

TABLE = {i: i * i for i in range(40)}
NAMES = {f"n{i}": i for i in range(40)}


def look(n):
    total = 0
    for i in range(n):
        if i in TABLE:
            total += TABLE[i]
        total += NAMES.get(f"n{i}", 1) + TABLE.get(-i, 2)
    return total


print([t.join() for t in [weft.spawn(look, 60) for _ in range(4)]])


def count(words, counts):
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    return counts


counts = {"a": 10}
print(weft.spawn(count, list("abcabca"), counts).join(), counts)


def slow(ch):
    return ch.recv()


def waiting(ch, n):
    """The value comes from another task: everything may have moved meanwhile."""
    d = {"k": 0}
    kept = []
    for i in range(n):
        kept.append([i] * 20)
        d["k"] += slow(ch)
        key = f"key{i % 7}"
        d[key] = d.get(key, 0) + slow(ch)
        if key in d:
            slow(ch)
            d[key] = d[key] + 1
    return d, len(kept)


def feed(ch, n):
    for i in range(n):
        ch.send(i)


ch = weft.Channel()
feeder = weft.spawn(feed, ch, 90)
print(waiting(ch, 30))
feeder.join()
