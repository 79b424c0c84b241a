"""What happens to a dict while the value for one of its keys is computed."""


def counts():
    return {k: i for i, k in enumerate(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"])}


def deleted(d, k):
    del d[k]
    return 100


def cleared(d):
    d.clear()
    return 100


def grown(d, n):
    for i in range(n):
        d[f"new{i}"] = i
    return 100


def put_again(d, k):
    del d[k]
    d["between"] = 1
    d[k] = 5
    return 100


def failed():
    raise ValueError("no value")


def in_function(k):
    d = counts()
    d[k] += deleted(d, k)
    print(list(d.items())[-2:])
    d = counts()
    d[k] = d.get(k, 0) + deleted(d, k)
    print(list(d.items())[-2:])
    d = counts()
    d[k] += cleared(d)
    print(d)
    d = counts()
    d[k] = d[k] + grown(d, 50)
    print(d[k], len(d), list(d)[:3])
    d = counts()
    d[k] += put_again(d, k)
    print(list(d.items())[-3:])
    d = counts()
    try:
        d[k] += failed()
    except ValueError:
        print(d[k])
    if k in d:
        deleted(d, k)
        d[k] = 7
    print(list(d.items())[-1])
    if k not in d:
        print("not there")
    else:
        d.pop(k)
    d.setdefault(k, grown(d, 3))
    print(list(d.items())[-1])


for key in ("a", "f", "k"):
    in_function(key)


def rebound(first, second, k):
    d = first
    seen = d.get(k, 0)
    d = second
    d[k] = seen + 1
    return d


print(rebound({"x": 1}, {}, "x"), rebound({}, {"x": 4}, "x"))


def key_rebound(d, k, other):
    seen = d.get(k, 0)
    k = other
    d[k] = seen + 1
    return d


print(key_rebound({1: 5}, 1, 2), key_rebound({1: 5, 2: 9}, 1, 2))


def in_turn(d, keys):
    """What one turn found is no longer so in the next."""
    for k in keys:
        if k in d:
            del d[k]
        else:
            d[k] = len(d)
        d[k] = d.get(k, 100) + 1
    return d


print(in_turn({}, [1, 2, 1, 3, 1, 2, 2]))
print(in_turn({}, ["a", "b", "a", "c", "a", "b", "b"]))
print(in_turn({}, [(1, 2), (3, 4), (1, 2), (3, 5), (1, 2)]))


def moved_back(d, k):
    """An entry that comes after others have gone stands elsewhere."""
    before = d.get(k, 0)
    for other in list(d):
        if other != k:
            del d[other]
    for i in range(40):
        d[1000 + i] = i
    d[k] = before + 1
    return list(d)[:2], d[k], len(d)


print(moved_back({i: i for i in range(30)}, 17))


def first_key_stays():
    numbers = {1: "int"}
    numbers[True] = "bool"
    numbers[1.0] = "float"
    if 1.0 in numbers:
        numbers[1] = numbers.get(True, "") + "!"
    print(numbers)
    mixed = {1: "int", "s": "str"}
    mixed[True] = mixed.get(1.0, "") + "?"
    print(mixed, mixed.setdefault(True, "no"), mixed.pop(1.0), mixed)


first_key_stays()


def overflown(d, k):
    """A result that needs more than a word is no reason to put it elsewhere."""
    for step in range(70):
        d[k] = (d[k] * 3 + step) % 1000003
        d[k] += 1
    return d[k]


print(overflown({"a": 1, "b": 2}, "b"))


def nested(d):
    d["a"] = d.get("a", 0) + d.setdefault("b", 3) + d.pop("c", 2)
    d["b"] += d.pop("b")
    return d


print(nested({"c": 7}), nested({"a": 1, "b": 1}))


def under_handler(d, k):
    for i in range(3):
        try:
            d[k] = 10 // (d.get(k, 1) - i)
        except ZeroDivisionError:
            d[k] = -1
    return d


print(under_handler({}, "z"), under_handler({"z": 2, "y": 0}, "z"))
