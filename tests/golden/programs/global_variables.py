import math
import sys
import time

LIMIT = 10
NAMES = ["a", "b"]
TABLE = {"a": 1}
count = 0
late: int


def read():
    return LIMIT, NAMES, TABLE["a"], count


def written(n):
    global count, late
    count += n
    late = n


def bound():
    return late


def from_modules():
    return math.pi, math.floor, len(sys.argv), sys.argv[0], time.time() > 0


def bound_in_loop():
    return turn


read()
written(2)
bound()
from_modules()
for turn in range(2):
    bound_in_loop()
del NAMES
