t = (1, "two", 3.0)
print(t, len(t), t[0], t[-1], t[1:], t[::-1])
print((), (1,), ((1, 2), (3,)), (1, 2) + (3,), (0,) * 3)
print((1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), (2, "a") > (1, "z"))
print(1 in (1, 2), 5 in (1, 2), (1, 2, 1).count(1), (4, 5).index(5))
a, b, c = t
print(a, b, c)
one = 5,
print(one, len(one))
for x in (10, 20):
    print(x, end=" ")
print()
print(tuple([1, 2]), tuple("ab"), list((1, 2)), tuple(range(3)))
print(bool(()), bool((0,)), max((3, 9, 2)), sum((1, 2, 3)), sorted((3, 1, 2)))
try:
    (1, 2).index(3)
except ValueError as e:
    print(e)
