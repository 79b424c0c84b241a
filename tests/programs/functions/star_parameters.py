def total(*numbers):
    result = 0
    for n in numbers:
        result += n
    return result


def labelled(label, *values):
    return label + ":" + ",".join(str(v) for v in values)


print(total(), total(1), total(1, 2, 3))
print(labelled("a"), labelled("b", 1, 2))
xs = [4, 5, 6]
print(total(*xs), total(1, *xs, 2), labelled("c", *xs))
print(*xs)
print(*xs, sep="-")
print(max(*xs), min(*xs, 2))


def three(a, b, c):
    return a + b * 10 + c * 100


t = (1, 2, 3)
print(three(*t), three(1, *t[1:]))
