import sys


def finish(n):
    print("finishing")
    sys.exit(n)


try:
    finish(3)
finally:
    print("cleanup")
print("never")
