def g(v):
    match v:
        case [a, b]: return (a, b)
        case [a, *r]: return (a, r)
        case []: return "empty"
        case _: return "other"
print(g(range(2)), g(range(0)), g(range(5)), g([1, 2]), g((1, "a")), g("ab"), g({1: 2}), g(3))
items = [1, 2, 3]
print(items.index(1, False), items.index(2, True), (1, 2).index(2, True), "abc".find("b", True), "abc".center(True), "a".ljust(3 > 2), [0] * True, "x" * False)
print([1, 2, 3].pop(True), range(True, 3), range(False), list(enumerate("ab", True)), "a b c".split(" ", True), round(2.55, True))
