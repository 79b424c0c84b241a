class Counter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Indexed:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i


def over_list(xs):
    for x in xs:
        print(x)


def over_text(s):
    for c in s:
        print(c)


def over_tuples(t, u):
    for x in t:
        print(x)
    for x in u:
        print(x)


def over_dict(d):
    for k in d:
        print(k)
    for v in d.values():
        print(v)
    for k, v in d.items():
        print(k, v)


def over_objects(c, i):
    for x in c:
        print(x)
    for x in i:
        print(x)


def over_union(u):
    for x in u:
        print(x)


def over_pairs(pairs):
    for (a, b), c in pairs:
        print(a, b, c)


over_list([1, 2])
over_text("ab")
over_tuples((1, "a"), tuple([1, 2]))
over_dict({"a": 1})
over_objects(Counter(3), Indexed())
over_union([[1, 2], "ab"][0])
over_pairs([((1, 2), 3)])
