"""dict() and update() of what is gone through in its place, pair by pair."""

def pair(x):
    print("pair", x)
    return [x, x * x]


def tried(n):
    try:
        if n == 0:
            x = map(pair, [1, 2, 3])
            print(dict(x))
        elif n == 1:
            x = map(str, [12, 34, 5, 67])
            print(dict(x))
        elif n == 2:
            print(dict(map(lambda a: (a, 1) if a else 0, [3, 4, 0])))
        elif n == 3:
            print(dict(filter(None, [[1, 2], [3, 4], []])))
        elif n == 4:
            print(dict(reversed([[1, 2], [3, 4]])))
        elif n == 5:
            print(dict(reversed(["ab", "cd"])), dict(zip([1, 2])))
        elif n == 6:
            d = {"ab": 1, "cd": 2}
            print(dict(d.keys()), dict(d.items()))
        elif n == 7:
            print(dict(enumerate(["a", "b"])), dict(map(lambda k: f"{k}{k}", range(3)), x=3, y="q"))
        elif n == 8:
            print(dict(reversed([])))
        elif n == 9:
            d = {1: 2}
            d.update(map(lambda k: [k, str(k)], range(2)))
            print(d)
        elif n == 10:
            print(dict(enumerate([1])), dict({}.keys()), dict({}.values()))
    except Exception as e:
        print(n, type(e).__name__, e)


for n in range(11):
    tried(n)
