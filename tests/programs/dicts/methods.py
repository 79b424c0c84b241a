d = {"a": 1, "b": 2}
d.update({"b": 20, "c": 30})
print(d)
e = d.copy()
e["z"] = 0
print(len(d), len(e), d is e, d == e)
print(d.setdefault("a", 99), d.setdefault("q", 99), d)
print(dict([("x", 1), ("y", 2)]), dict(zip("abc", range(3))), dict())
print(dict(d) == d, dict(one=1, two=2))
keys = d.keys()
print("a" in keys, len(keys), len(d.values()), 99 in d.values(), ("a", 1) in d.items())
print({k: v * 2 for k, v in d.items() if v > 1})
print(sorted(d.items(), key=lambda kv: kv[1]))
print(dict.fromkeys("ab", 0), dict.fromkeys([1, 2]))
