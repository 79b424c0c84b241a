# the error of one comes out of its scope, and out of the program
from weft import Atomic, scope


def inverse(counter, n):
    counter.add(10 // n)


def main():
    counter = Atomic(0)
    with scope() as s:
        s.spawn(inverse, counter, 5)
        s.spawn(inverse, counter, 0)


main()
