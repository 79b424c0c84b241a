# Tables that are built at top level, and that tasks read: rows, a large list, objects in dicts, strings.
from weft import join, spawn


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y


class Layer:
    def __init__(self, name, points):
        self.name = name
        self.points = points


SQUARES = [i * i for i in range(20000)]
ROWS = [[i, f"row {i}", i / 2] for i in range(300)]
MAP = {
    "first": {"a": [Layer("one", [Point(1, 2), Point(3, 4)])], "b": []},
    "second": {"a": [Layer("two", [Point(5, 6)]), Layer("three", [])], "c": [Layer("four", [Point(7, 8)])]},
}
MAP["second"]["c"][0].points.append(Point(9, 10))
PRIMES = []
for n in range(2, 60):
    if all(n % p for p in PRIMES):
        PRIMES.append(n)
INDEX = {f"key {i}": i for i in range(500)}
LENGTHS = {(len(name), name[:5]): number for name, number in INDEX.items()}
WORDS = "the quick brown fox".split()
TITLE = " ".join(WORDS) + "!" * len(WORDS)
NOTHING = []


def squares(k):
    return sum(SQUARES[k::100]), len(SQUARES), SQUARES[-1]


def layers(k):
    found = []
    for part in MAP.values():
        for name, held in part.items():
            for layer in held:
                found.append((name, layer.name, [p.norm() + Point(k, 0).norm() for p in layer.points]))
    return found


def texts(k):
    return TITLE, WORDS[k % 4].upper(), ROWS[k][1], INDEX[f"key {k}"], LENGTHS[(5, "key 3")], len(NOTHING), k in PRIMES


for k in range(3):
    print(spawn(squares, k).join())
    print(spawn(layers, k).join())
for line in join([spawn(texts, k) for k in range(8)]):
    print(line)
print(squares(1), layers(0)[0], texts(7))
