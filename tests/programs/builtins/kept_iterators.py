# iterators in variables, fields, arguments and results: how far they have come is seen by all who hold them
def head(it, n):
    return [x for x, _ in zip(it, range(n))] if False else [next(it) for _ in range(n)]


numbers = enumerate("abcdef", 1)
print(next(numbers), head(numbers, 2), list(numbers), list(numbers))
pairs = zip([1, 2, 3], "xyz", [True, False, True])
for n, c, flag in pairs:
    print(n, c, flag)
    break
print(list(pairs), next(pairs, None))
calls = []


def note(x):
    calls.append(x)
    return x * 10


lazy = map(note, [1, 2, 3])
print(calls, next(lazy), calls, sum(lazy), calls)
odd = filter(lambda n: n % 2, range(10))
print(next(odd), [next(odd), next(odd)], max(odd))
back = reversed([1, 2, 3])
print(next(back), list(back), list(back))
d = {"a": 1, "b": 2, "c": 3}
for it in (iter(d), iter(d.keys())):
    print(next(it), list(it))
print(next(iter(d.values())), next(iter(d.items())), list(reversed(d)))
it = iter(d)
next(it)
d["z"] = 0
try:
    next(it)
except RuntimeError as e:
    print(e)
for turn in range(2):
    print([x for x in pairs], end=" ")
print()
shared = iter(range(6))
print([(a, b) for a, b in zip(shared, shared)], list(shared))
grid = [iter([1, 2, 3]), iter("ab")]
print([list(it) for it in [grid[0]]], next(grid[1]))


class Reader:
    def __init__(self, source):
        self.tokens = iter(source)
        self.peeked = None

    def take(self):
        if self.peeked is not None:
            token, self.peeked = self.peeked, None
            return token
        return next(self.tokens, None)

    def peek(self):
        if self.peeked is None:
            self.peeked = next(self.tokens, None)
        return self.peeked


reader = Reader("1 + 2 * 3".split())
out = []
while reader.peek() is not None:
    out.append(reader.take())
print(out, reader.take())


def chunks(items, size):
    it = iter(items)
    result = []
    while True:
        part = []
        try:
            for _ in range(size):
                part.append(next(it))
        except StopIteration:
            if part:
                result.append(part)
            return result
        result.append(part)


print(chunks(range(7), 3), chunks("abcd", 2), chunks([], 5))
growing = [1]
it = iter(growing)
print(next(it), next(it, "end"))
growing.append(2)
print(next(it, "still ended"))
print(next(iter((1, "a", None))), list(iter((1, "a", None))), 3 in iter([1, 3, 5]))
a, b = iter("pq")
print(a, b, list(map(lambda x, y: x + y, iter([1, 2]), [10, 20])))
both = map(lambda x, y: x * y, [1, 2, 3], iter([4, 5]))
print(next(both), list(both))
next(iter([]))
