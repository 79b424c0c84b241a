# The same seed, the same numbers as CPython's, of every function.
import random
from random import Random, choices, randrange, sample

for seed in (0, 1, -5, 2**40, 2**60 - 1, True, 0.5, -2.5, 1e300):
    random.seed(seed)
    print(seed, random.random(), random.getrandbits(32), random.getrandbits(1), random.getrandbits(61))
r = Random(12345)
print([r.randint(-3, 3) for _ in range(20)], [r.randrange(0, 100, 7) for _ in range(10)])
print([r.randrange(10, 0, -3) for _ in range(5)], r.randrange(1 << 58), r.randrange(5), r.getrandbits(0))
print(r.choice("abc"), r.choice([1.5, 2.5]), r.choice((1, "x")), r.choice(range(9)))
deck = list(range(20))
r.shuffle(deck)
print(deck)
print(r.sample(range(1000000), 5), r.sample(deck, 20), r.sample("abcdef", 3), r.sample([], 0))
print(r.sample(range(100000), 30), r.sample(["a", "b"], counts=[3, 2], k=4))
print(r.choices("xyz", k=6), r.choices([1, 2, 3], [1, 0, 5], k=5), r.choices("ab", cum_weights=[0.5, 4], k=4))
print(r.uniform(1, 3), r.uniform(-1.5, 0), r.triangular(), r.triangular(1, 5, 2), r.triangular(3, 3))
for _ in range(3):
    print(r.gauss(0, 1), r.gauss(mu=1, sigma=2), r.normalvariate(), r.normalvariate(5, 0.1))
print(r.lognormvariate(0, 1), r.expovariate(), r.expovariate(2.5), r.vonmisesvariate(1, 4), r.vonmisesvariate(0, 0))
print(r.gammavariate(2, 3), r.gammavariate(1, 3), r.gammavariate(0.5, 1), r.betavariate(2, 5))
print(r.paretovariate(3), r.weibullvariate(1, 1.5))
print(r.binomialvariate(), r.binomialvariate(10, 0.3), r.binomialvariate(1000, 0.7), r.binomialvariate(5, 1.0))

state = r.getstate()
first = [r.random(), r.gauss(), r.random()]
r.setstate(state)
print(first == [r.random(), r.gauss(), r.random()], state[0], len(state[1]), state[2])
for _ in range(2000):
    r.random()
print(r.random())

random.seed(99)
print(random.random(), random.randint(1, 6), random.uniform(0, 2), randrange(7), random.choice([1, 2, 3]))
xs = [1, 2, 3, 4]
random.shuffle(xs)
print(xs, sample(xs, 2), choices(xs, k=3), random.gauss(), random.normalvariate(1, 1), random.triangular(0, 1))
print(random.expovariate(1), random.betavariate(1, 2), random.gammavariate(1.5, 1), random.lognormvariate(0, 0.5))
saved = random.getstate()
a = random.random()
random.setstate(saved)
print(a == random.random(), random.vonmisesvariate(0, 1), random.paretovariate(1), random.weibullvariate(1, 2))
print(random.binomialvariate(20, 0.5))


def attempt(f):
    try:
        print(f())
    except (ValueError, IndexError, TypeError) as e:
        print(type(e).__name__, e)


attempt(lambda: r.randrange(0))
attempt(lambda: r.randrange(3, 3))
attempt(lambda: r.randint(3, 1))
attempt(lambda: r.randrange(1, 5, 0))
attempt(lambda: r.randrange(1, 5, -1))
attempt(lambda: r.choice([1][1:]))
attempt(lambda: r.sample([1, 2], 3))
attempt(lambda: r.sample([1, 2], 1, counts=[1]))
attempt(lambda: r.choices([1, 2], [1]))
attempt(lambda: r.choices([1, 2], [0, 0]))
attempt(lambda: r.getrandbits(-1))
attempt(lambda: r.gammavariate(0, 1))
attempt(lambda: r.binomialvariate(1, 2))


class Dice:
    def __init__(self, seed):
        self.rng = random.Random(seed)

    def roll(self, n):
        return [self.rng.randint(1, 6) for _ in range(n)]


print(Dice(3).roll(10), Dice(3).roll(10) == Dice(3).roll(10), isinstance(r, random.Random))
free, other = Random(), Random(None)
print(free.random() != other.random(), 0 <= random.random() < 1)
random.seed()
print(0 <= random.randint(0, 9) < 10)
