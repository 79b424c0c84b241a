class Matrix:
    def __init__(self, rows):
        self.rows = rows
        self.height = len(rows)
        self.width = len(rows[0])

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __mul__(self, other):
        out = []
        for i in range(self.height):
            row = []
            for j in range(other.width):
                total = 0
                for k in range(self.width):
                    total += self.rows[i][k] * other.rows[k][j]
                row.append(total)
            out.append(row)
        return Matrix(out)

    def __eq__(self, other):
        return self.rows == other.rows

    def __getitem__(self, i):
        return self.rows[i]

    def __repr__(self):
        return "\n".join(" ".join(f"{x:>6}" for x in row) for row in self.rows)

    def transposed(self):
        return Matrix([list(column) for column in zip(*self.rows)])

    def determinant(self):
        if self.width == 1:
            return self.rows[0][0]
        total = 0
        for j in range(self.width):
            minor = Matrix([row[:j] + row[j + 1:] for row in self.rows[1:]])
            total += (-1 if j % 2 else 1) * self.rows[0][j] * minor.determinant()
        return total


a = Matrix([[2, -1, 0], [1, 3, 5], [0, 4, -2]])
b = Matrix([[1, 0, 0.5], [0, 1, 0], [2, 0, 1]])
print(a * a)
print(a + b)
print(a.transposed()[1], a.determinant(), b.determinant())
print((a * b).transposed() == b.transposed() * a.transposed(), a == b)
