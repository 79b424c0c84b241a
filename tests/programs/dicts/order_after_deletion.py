d = {}
for c in "abcdef":
    d[c] = ord(c)
del d["b"]
del d["d"]
print(list(d))
d["b"] = 0
d["a"] = -1
print(list(d.items()))
print(d.pop("c"), d.pop("zz", None), list(d))
d["c"] = 7
print(list(d), list(reversed(d)))
print(d.popitem(), d.popitem(), list(d))
for i in range(1000):
    d[str(i)] = i
    if i % 3:
        del d[str(i)]
print(len(d), list(d)[:6], list(d)[-2:])
for key in list(d):
    if len(key) > 1:
        del d[key]
print(d)
d.clear()
d["new"] = 1
print(d)
