# Sets are copied to tasks and through channels, as lists are; what tasks give back is theirs.
from weft import Channel, spawn

PRIMES = {2, 3, 5, 7, 11, 13}
WORDS = frozenset(["red", "green", "blue"])
NESTED = {frozenset([(k, str(k))]): {k, k * 2} for k in range(50)}
CHANGED = {1}


def count(s, n):
    s.add(n)
    return len(s), n in s, s


def read(n):
    return n in PRIMES, ("red" in WORDS), NESTED[frozenset([(n, str(n))])], len(PRIMES | {n})


def change(n):
    CHANGED.add(n)
    return sorted(CHANGED)


def send(out):
    shared = {(1, "a"), (2, "b")}
    out.send(shared)
    shared.add((3, "c"))
    out.send(shared)
    out.close()


mine = {10, 20}
print(spawn(count, mine, 30).join(), mine)
print([spawn(read, n).join() for n in (2, 4, 49)])
print([spawn(change, n).join() for n in (5, 6)], CHANGED)
ch = Channel(1)
t = spawn(send, ch)
for s in ch:
    print(sorted(s), (2, "b") in s, (3, "c") in s)
t.join()
sets = Channel(3)
sets.send(frozenset([1, 2]))
sets.send(frozenset())
print(sets.recv(), sets.recv())


def work(part, out):
    found = set()
    for n in range(part, 3000, 4):
        if n % 7 == 0 or n % 11 == 0:
            found.add(n)
        if n % 21 == 0:
            found.discard(n)
    out.send(found)


results = Channel()
tasks = [spawn(work, part, results) for part in range(4)]
whole = set()
for _ in tasks:
    whole |= results.recv()
for task in tasks:
    task.join()
print(len(whole), sum(whole), min(whole), max(whole))


def grow(n):
    """Much garbage, so that sets move."""
    kept = []
    for k in range(n):
        kept.append({str(k + j) for j in range(5)} | {"x"})
        if len(kept) > 20:
            kept = kept[10:]
    total = set()
    for s in kept:
        total |= s
    return len(total), sorted(total)[:3]


print([spawn(grow, n).join() for n in (50, 3000)])
