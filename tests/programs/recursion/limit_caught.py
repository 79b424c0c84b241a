import sys


def forever(n):
    return 1 + forever(n + 1)


def guarded(n):
    try:
        return guarded(n + 1)
    except RecursionError:
        return "stopped"


class Ring:
    def __init__(self):
        self.other = self

    def follow(self, n):
        return self.other.follow(n + 1)


sys.setrecursionlimit(500)
for i in range(3):
    try:
        forever(0)
    except RecursionError as e:
        print(i, isinstance(e, RuntimeError))
print(guarded(0))
try:
    Ring().follow(0)
except RecursionError:
    print("ring")
print("goes on")
