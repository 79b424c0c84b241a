a, *b = [1, 2, 3]
print(a, b)
*a, b = "xyz"
print(a, b)
a, *b, c = range(6)
print(a, b, c)
a, *b, c = (1, 2)
print(a, b, c)
(a, b), c = [1, 2], 3
print(a, b, c)
[a, [b, *c]] = 1, (2, 3, 4)
print(a, b, c)
for first, *rest in [(1, 2, 3), (4,), (5, 6)]:
    print(first, rest)
xs = [*range(3), *"ab", 9]
print(xs, (*xs, 1)[-2:], [*[], *[1]], (*(), *(2, 3)))
head, *_, tail = sorted([5, 3, 8, 1])
print(head, tail, _)
a = b = c = 0
a, b = b + 1, a + 2
print(a, b, c)
