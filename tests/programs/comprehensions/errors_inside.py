def convert(items):
    try:
        return [10 // int(i) for i in items]
    except ValueError as e:
        return "value: " + str(e)
    except ZeroDivisionError as e:
        return "zero: " + str(e)


print(convert(["1", "5"]), convert(["1", "x"]), convert(["0"]), convert([]))


def safe(f, x):
    try:
        return f(x)
    except (IndexError, KeyError):
        return None


table = {"a": 1}
print([safe(lambda k: table[k], k) for k in "abc"])
print([safe(lambda i: [5, 6][i], i) for i in range(-3, 3)])
count = 0


def tick(v):
    global count
    count += 1
    if v == 3:
        raise StopIteration("inside")
    return v


try:
    [tick(v) for v in range(9)]
except StopIteration as e:
    print(e, count)
