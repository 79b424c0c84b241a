from weft import join, spawn


def dot_rows(rows, columns):
    return [[sum(a * b for a, b in zip(row, col)) for col in columns] for row in rows]


def multiply(a, b, pieces):
    columns = [list(col) for col in zip(*b)]
    size = (len(a) + pieces - 1) // pieces
    tasks = [spawn(dot_rows, a[i:i + size], columns) for i in range(0, len(a), size)]
    out = []
    for part in join(tasks):
        out += part
    return out


a = [[(i * 3 + j) % 7 for j in range(12)] for i in range(10)]
b = [[(i + j * 5) % 11 - 4 for j in range(9)] for i in range(12)]
expected = multiply(a, b, 1)
print([multiply(a, b, n) == expected for n in [2, 3, 10, 50]])
print(expected[0], expected[9][8])
