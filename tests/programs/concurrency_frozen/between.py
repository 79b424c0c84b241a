# The first spawn comes in a function that top-level code calls; what comes before it, after it, and again.
from weft import spawn

log = []
seen = []
before = [1]
around = [1]
after = [1]
rounds = [0]
made = {}


class Parser:
    def __init__(self, text):
        self.words = []
        for word in text.split():
            self.words.append(word)
        self.count = len(self.words)


parser = Parser("one two three")


def look():
    return before, around, after, rounds, parser.words, parser.count, Parser("x y").words


def start():
    before.append(2)
    around.append(2)
    task = spawn(look)
    around.append(3)
    return task


def go(n):
    rounds.append(n)
    if n:
        go(n - 1)
    else:
        seen.append(spawn(look).join())


def build(n):
    rows = []
    for i in range(n):
        rows.append([i])
    return rows


TABLE = build(4)


def use():
    mine = build(3)
    mine.append([8])
    mine[0] = [7]
    return mine, TABLE


before.append(0)
print(start().join())
after.append(2)
print(spawn(look).join())
go(2)
print(seen, rounds)
print(spawn(use).join(), use(), TABLE)
made[1] = spawn(use).join()
print(made)
for i in range(3):
    around.append(i)
    print(spawn(look).join()[1], around)
