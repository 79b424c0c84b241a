def v(name, x):
    print("eval", name)
    return x


print(v("a", 1) < v("b", 2) < v("c", 3))
print(v("d", 5) < v("e", 2) < v("f", 3))
print(v("g", 1) < v("h", 2) == v("i", 2) != v("j", 4))
print(1 < 2 > 1, 1 < 3 > 2 > 0, 1 == 1.0 == True, 3 > 2 == 2)
x = 5
print(0 <= x < 10, not 0 <= x < 3, 1 < x < 10 < 20, x in [5] == True)
print("a" < "b" < "c", "a" <= "a" < "aa", 1 < x != 5)
xs = [1, 2, 3]
print(xs[0] < xs[1] < xs[2] is not None, 1 in xs and 2 in xs)
i = 0
while 0 <= i < len(xs) and xs[i] < 3:
    i += 1
print(i)
