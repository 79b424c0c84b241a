xs = [1, 2, 3, 4, 5]
del xs[1]
del xs[-1]
print(xs)
d = {"a": 1, "b": 2, "c": 3}
del d["b"]
print(d)
a = b = [1]
for turn in range(2):
    try:
        a.append(turn)
        del a
    except NameError as e:
        print(e)
print(b)
a = "again"
print(a)


def local(n):
    value = n * 2
    del value
    if n > 1:
        value = "set again"
    return value


print(local(5))
try:
    local(0)
except UnboundLocalError as e:
    print(e)
rows = [[1, 2], [3, 4]]
del rows[0][1], rows[1][0]
print(rows)
x, y = 1, 2
del (x, y)
print(len(xs))
