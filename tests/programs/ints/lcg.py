class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self, bound):
        self.state = (self.state * 16807 + 12345) % 2147483647
        return self.state % bound


def histogram(seed, bins, rounds):
    rng = Random(seed)
    counts = [0] * bins
    for _ in range(rounds):
        counts[rng.next(bins)] += 1
    return counts


print(histogram(1, 6, 6000))
print(histogram(42, 10, 1000))
rng = Random(7)
print([rng.next(100) for _ in range(10)])
x = 1
for _ in range(1000):
    x = (x * 1103515 + 12345) % 2 ** 31
print(x)
