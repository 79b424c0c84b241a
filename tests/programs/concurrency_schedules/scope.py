# When a scope is left, all its children have ended, whether one failed or all went well.
from weft import Atomic, scope, spawn, yield_now

running, ended = Atomic(0), Atomic(0)


def works(n, fails):
    running.add(1)
    try:
        for _ in range(n):
            yield_now()
        if fails:
            raise ValueError(n)
        yield_now()
    finally:
        running.add(-1)
        ended.add(1)


for turn in range(6):
    try:
        with scope() as s:
            for n in range(4):
                s.spawn(works, n, turn % 2 == 1 and n == turn // 2)
    except ValueError as error:
        print(error)
    print(turn, running.load())
print(ended.load() <= 24, ended.load() >= 12)
