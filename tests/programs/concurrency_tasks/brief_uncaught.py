# one that nobody joins fails
from weft import spawn


def inverse(n):
    return 10 // n


def main():
    spawn(inverse, 5)
    spawn(inverse, 0)
    print("main ends")


main()
