# Spawns with keywords: of tasks, scopes and wait groups, and through functions that pass them on.
from weft import WaitGroup, scope, spawn


def passes(f, *args, **kw):
    return f(*args, **kw)


def add(a, b=10, *, c=0):
    return a + b + c


def area(w, h=1, *, unit="cm"):
    return f"{w * h} {unit}"


def sizes(**named):
    return [(name, len(value)) for name, value in named.items()]


def fails(*, text=""):
    raise ValueError(text)


with scope() as s:
    t = s.spawn(add, 1, c=2)
    u = s.spawn(area, 3, unit="mm")
    @s.spawn
    def block():
        return "block"
print(t.join(), u.join(), block.join())
wg = WaitGroup()
t = wg.spawn(add, a=1, b=2)
wg.wait()
print(t.join())
print(spawn(passes, add, 5, c=1).join())


numbers = [1, 2]
with scope() as s:
    t = s.spawn(sizes, numbers=numbers, text="abc")
    numbers.append(3)
print(t.join(), s.spawn.__name__)
try:
    with scope() as s:
        s.spawn(fails, text="by name")
except ValueError as error:
    print(error)
print(spawn(sizes).join(), spawn(sizes, a=[], b="b").join())
print(spawn(dict, a=1, b=2).join(), spawn(sorted, [3, 1, 2], reverse=True).join())
print(spawn(passes, spawn(add, 1, c=1).join, timeout=5).join())
