d = {"b": 1, "a": 2}
print(d, len(d), d["a"], "b" in d, "z" in d, "z" not in d)
d["c"] = 3
d["b"] = 10
d["a"] += 5
print(d)
print(d.get("a"), d.get("zz"), d.get("zz", 0))
print(list(d), list(d.keys()), list(d.values()), list(d.items()))
for key in d:
    print(key, d[key], end=" ")
print()
for key, value in d.items():
    print(key, value, end=";")
print()
print({} == {}, {"x": 1, "y": 2} == {"y": 2, "x": 1}, {"x": 1} == {"x": 2}, {}, bool({}))
print({1: "a", 2: "b"}, {(1, 2): [3]}, {1.5: None}, {"n": {"m": {}}})
