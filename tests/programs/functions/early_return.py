def find_all(xs, ok):
    out = []
    for x in xs:
        if ok(x):
            out.append(x)
    return out


def depth(text):
    level = best = 0
    for c in text:
        if c == "(":
            level += 1
            if level > best:
                best = level
        elif c == ")":
            level -= 1
            if level < 0:
                return -1
    if level != 0:
        return -1
    return best


def nothing(flag):
    if flag:
        return
    print("went on")


print(find_all(range(20), lambda n: n % 7 == 3))
print([depth(t) for t in ["", "()", "(())()", "(()", ")(", "((()))"]])
print(nothing(True), nothing(False))


def many(n):
    while True:
        for i in range(n):
            if i * i > n:
                return i
        n += 1


print(many(0), many(10), many(2))
