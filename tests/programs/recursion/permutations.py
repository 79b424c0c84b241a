def permutations(items):
    if len(items) <= 1:
        return [items]
    out = []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            out.append([items[i]] + rest)
    return out


def subsets(items):
    if not items:
        return [[]]
    rest = subsets(items[1:])
    return rest + [[items[0]] + r for r in rest]


def change(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return change(amount - coins[0], coins) + change(amount, coins[1:])


def flatten(tree):
    if isinstance(tree, int):
        return [tree]
    out = []
    for child in tree:
        out += flatten(child)
    return out


print(permutations([1, 2, 3]), len(permutations(list("abcde"))))
print(subsets(["a", "b", "c"]), change(100, [50, 25, 10, 5, 1]))
print(flatten([1, [2, [3, 4], 5], [[6]]]), flatten(7), flatten([]))
