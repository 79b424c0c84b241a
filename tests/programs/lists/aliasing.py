def grow(xs):
    xs.append(len(xs))
    return xs


def rebind(xs):
    xs = xs + [100]
    return xs


def in_place(xs):
    xs += [200]


a = [0]
b = grow(a)
print(a, a is b)
c = rebind(a)
print(a, c)
in_place(a)
print(a, b, c)
rows = [a, a, list(a)]
rows[0].append(7)
print(rows, [r is a for r in rows])
t = ([], 1)
t[0].append(5)
print(t)
pair = [[], []]
for i in range(5):
    pair[i % 2].append(i)
print(pair)
