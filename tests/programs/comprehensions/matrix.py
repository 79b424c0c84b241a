def multiply(a, b):
    columns = [[row[j] for row in b] for j in range(len(b[0]))]
    return [[sum(x * y for x, y in zip(row, col)) for col in columns] for row in a]


def identity(n):
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]


def power(m, n):
    result = identity(len(m))
    while n:
        if n & 1:
            result = multiply(result, m)
        m = multiply(m, m)
        n >>= 1
    return result


a = [[1, 2], [3, 4], [5, 6]]
b = [[1, 0, 2], [0.5, 1, 0]]
print(multiply(a, b))
print(multiply(b, a), multiply(identity(3), a) == a)
print(power([[1, 1], [1, 0]], 40)[0][1])
print([list(col) for col in zip(*a)], [max(row) for row in a])
