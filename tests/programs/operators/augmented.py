x = 10
x += 5
x -= 3
x *= 2
x //= 5
x **= 3
x %= 50
x <<= 4
x >>= 1
x |= 3
x &= 0xFF
x ^= 5
print(x)
y = 7
y /= 2
print(y)
s = "a"
s += "b"
s *= 3
print(s)
xs = [1, 2]
alias = xs
xs += [3]
xs *= 2
print(xs, alias is xs)
t = (1,)
u = t
t += (2,)
print(t, u)


def index():
    print("index once")
    return 0


data = [10, 20]
data[index()] += 5
table = {"k": 1}
table["k"] *= 8
data[-1] -= 1
print(data, table)
