print(min(3, 1, 2), max(3, 1, 2), min([4]), max("hello"), min("b", "a"))
print(min([3, -5, 2], key=abs), max(["a", "ccc", "bbb"], key=len), min([], default=0), max([], default=None))
print(max(1, 1.0), max(1.0, 1), min(0, -0.0), min(-0.0, 0))
print(max((1, "b"), (1, "a")), min([2, 1], [1, 9]), max(range(10)))
print(sum([1, 2, 3]), sum([]), sum((0.5, 0.5)), sum(range(5), 100), sum([[1], [2]], []))
print(max({"x": 3, "y": 7}), max({"x": 3, "y": 7}.values()), min({3: "a", 1: "b"}))
d = {"x": 3, "y": 7, "z": 7}
print(max(d, key=lambda k: d[k]), min(d, key=d.get))
best = max([(name, n) for name, n in d.items()], key=lambda pair: pair[1])
print(best, sum(n for n in d.values()) / len(d))
people = ["bo", "Al", "cy"]
print(min(people), min(people, key=str.lower), max(people, key=lambda p: (len(p), p)))
