import sys

sys.setrecursionlimit(200)


def forever(n):
    return forever(n + 1) + 1


try:
    forever(0)
except RecursionError as e:
    print("caught recursion")
print("again")
forever(0)
