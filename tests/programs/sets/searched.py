# Sets that are only asked whether they hold something.
def vowels(text):
    return sum(1 for c in text if c in {"a", "e", "i", "o", "u"})


def small(n):
    return n in {1, 3, 5}, n not in {2, 4}, n in {n - 1, 7, n}, n in {8}, n in {1, 2, 3, 4, 5, 6, 7, 8, 9}


def either(x):
    return x in {1, 3}, x in {"a", "b"}, x not in {None, 1}


def of_float(x):
    return x in {1, 3}, x in {1.5, 2.0}


def guarded(x):
    try:
        return x in {1, 2}
    except TypeError as e:
        return str(e)


print(vowels("the quick brown fox"), vowels(""))
for n in range(9):
    print(small(n))
print([either(x) for x in (1, "a", None, 3)], of_float(1.0), of_float(2), of_float(float("nan")), True in {1, 2}, False in {1, 2})
print([guarded(x) for x in (1, [1], {2})], 1 in {1} in [True], {1} in {frozenset([1])}, "" in {""})
s = {1, 2}
print(1 in s, 5 in s, s)
flag = len("ab") == 2
print(3 in ({1, 3} if flag else {5}), 3 in ({1} or {3}))
