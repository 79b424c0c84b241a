import sys


def written(name, lines):
    with open(name, "w") as out:
        out.write("head\n")
        for line in lines:
            print(line, file=out)


def read(name):
    with open(name) as f:
        whole = f.read()
    with open(name) as f:
        first = f.readline()
        rest = [line.rstrip() for line in f]
    return whole, first, rest


def kept(name, mode):
    f = open(name, mode)
    try:
        return f.readlines()
    finally:
        f.close()


def standard():
    sys.stdout.write("out\n")
    print("err", file=sys.stderr)
    return sys.stdin.readline(), input("? ")


written("a.txt", ["b"])
read("a.txt")
kept("a.txt", "r")
standard()
