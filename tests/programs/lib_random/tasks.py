# Each task draws from a generator of its own: of a seeded task's children, from its seed and their places.
import random
from random import randint, seed
from random import random as draw

from weft import spawn

seed(42)


def work(k):
    first = draw()
    inner = spawn(lambda: random.random()).join()
    return k, first, randint(1, 100), inner


print([spawn(work, k).join() for k in range(3)])
print(random.random())
seed(1.5)
print([t.join() for t in [spawn(work, k) for k in range(3)]])


def reseeds():
    random.seed(7)
    return random.random(), spawn(lambda: random.gauss()).join()


def shuffled(xs):
    random.shuffle(xs)
    return xs, random.sample(xs, 2), random.getstate() == random.getstate()


print(spawn(reseeds).join(), random.Random(7).random())
mine = random.Random(3)
print(spawn(lambda: mine.random()).join(), mine.random(), spawn(shuffled, [1, 2, 3, 4]).join())
random.seed()
a, b = [spawn(lambda: random.Random()).join().random(), spawn(lambda: draw()).join()], [draw(), draw()]
print(len({x: True for x in a + b}))
