points = {}
points[(0, 0)] = "origin"
points[(1, -1)] = "corner"
points[(0, 0)] += "!"
print(points, (1, -1) in points, (1, 1) in points)
halves = {0.5: "half", 1.0: "one", -0.0: "zero"}
print(halves[0.5], halves[1], halves[0], 2 / 4 in halves)
flags = {True: "yes", False: "no"}
print(flags[3 > 2], flags[not 1])
mixed = {("a", 1): 1, ("b", 2): 2}
for (letter, number), value in mixed.items():
    print(letter, number, value)
nested = {((1, 2), "x"): "deep"}
print(nested[((1, 2), "x")])
negative = {-1: "a", -2: "b", 0: "c", 2 ** 60: "big"}
print(negative[-1], negative[-2], negative[1 << 60])
unicode = {"é": 1, "e\u0301": 2, "": 3}
print(unicode, unicode["\u00e9"], unicode[""])
none_key = {None: 0, "a": 1}
print(none_key[None], none_key)
