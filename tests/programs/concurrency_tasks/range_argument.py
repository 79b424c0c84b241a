from weft import spawn


def given(r):
    return len(r), list(r), r


def work():
    r = range(2, 9, 3)
    print(spawn(given, r).join(), spawn(given, range(3)).join())
    print(spawn(lambda r, x: (r, x), range(0), (range(1), 2)).join())


work()
