"""Lists of lists: product, transposition, powers, and a determinant by elimination."""


def product(a, b):
    columns = len(b[0])
    result = []
    for row in a:
        line = [0] * columns
        for k in range(len(row)):
            factor = row[k]
            other = b[k]
            for j in range(columns):
                line[j] = (line[j] + factor * other[j]) % 10007
        result.append(line)
    return result


def transposed(m):
    return [[row[j] for row in m] for j in range(len(m[0]))]


def determinant(m):
    rows = [[float(x) for x in row] for row in m]
    result = 1.0
    for k in range(len(rows)):
        best = k
        for i in range(k + 1, len(rows)):
            if abs(rows[i][k]) > abs(rows[best][k]):
                best = i
        if best != k:
            rows[k], rows[best] = rows[best], rows[k]
            result = -result
        result *= rows[k][k] / 100.0
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / rows[k][k]
            for j in range(k, len(rows)):
                rows[i][j] -= factor * rows[k][j]
    return result


def main():
    size = 200
    m = [[(i * 31 + j * j * 17 + i * j) % 101 for j in range(size)] for i in range(size)]
    p = m
    for _ in range(8):
        p = product(p, transposed(m))
    print(sum([sum(row) for row in p]), p[3][5], p[-1][-1])
    mixed = [[m[i][j] * (i + j) % 97 + (300 if i == j else 0) for j in range(size)] for i in range(size)]
    print(f"{determinant(mixed):.6e}")


main()
