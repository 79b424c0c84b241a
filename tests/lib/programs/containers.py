xs = [5, 3, 8]
xs.insert(0, 1)
xs.insert(100, 9)
xs.insert(-1, 7)
print(xs, xs.pop(), xs.pop(0), xs.pop(-2), xs)
xs.extend([4, 4])
xs.extend(range(2))
xs.extend(xs)
print(xs, xs.count(4), xs.index(4), xs.index(4, 4), 4 in xs, 99 in xs)
xs.remove(4)
xs.reverse()
print(xs, xs.copy() == xs, xs < [1], xs != [2])
for f in [lambda: xs.index(77), lambda: xs.pop(50), lambda: xs.remove(77)]:
    try:
        print(f())
    except (ValueError, IndexError) as e:
        print(e)
xs.clear()
print(xs)
try:
    xs.pop()
except IndexError as e:
    print(e)
ws = ["b", "a"]
ws.insert(1, "c")
ws.remove("a")
print(ws, ws.index("c"), "c" in ws, ws == ["b", "c"], ws < ["c"])
fs = [2.5, 1.0]
fs.sort()
print(fs, fs.pop(), fs)
t = (1, 2, 1, "x")
print(t.count(1), t.index("x"))
r = range(2, 20, 3)
print(r.index(8), r.count(8), r.count(9))
try:
    r.index(9)
except ValueError as e:
    print(e)
d = {"a": 1, "b": 2}
print(
    d.get("a"),
    d.get("z"),
    d.get("z", 0),
    d.pop("a"),
    d.pop("q", None),
    d.pop("q", 5),
    d.setdefault("n", 3),
    d.setdefault("n", 4),
)
d.update({"m": 1})
d.update([("k", 2)])
e = d.copy()
print(d, e.popitem(), e == d, d == d.copy())
e.clear()
print(e)
try:
    e.popitem()
except KeyError as x:
    print(x)
try:
    d.pop("nope")
except KeyError as x:
    print(x)
print(
    (5).bit_length(),
    (255).bit_count(),
    True.bit_length(),
    (7).is_integer(),
    (2.5).is_integer(),
    (4.0).is_integer(),
    (0.75).as_integer_ratio(),
    (3).as_integer_ratio(),
)
print(
    bin(10),
    hex(255),
    oct(-8),
    min(3, 1, 2),
    max(1, 2.5),
    min([3, 1]),
    max("hello"),
    min([], default=0),
    max([1, 5, 3], key=lambda v: -v),
    min(4, 2),
)
print(max([], default=None), max("a", "bbb", "cc", key=len), round(1234, -2), round(5, -1), round(15, -1))
print([[1, 2], [3]], {"k": [1.5]}, repr(["it's"]), [None, True])
