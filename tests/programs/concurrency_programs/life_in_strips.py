from weft import join, spawn


def strip(cells, first, last):
    height, width = len(cells), len(cells[0])
    out = []
    for r in range(first, last):
        row = []
        for c in range(width):
            n = -cells[r][c]
            for i in range(r - 1, r + 2):
                for j in range(c - 1, c + 2):
                    n += cells[i % height][j % width]
            row.append(1 if n == 3 or n == 2 and cells[r][c] else 0)
        out.append(row)
    return out


def step(cells, strips):
    height = len(cells)
    size = (height + strips - 1) // strips
    tasks = [spawn(strip, cells, k, min(k + size, height)) for k in range(0, height, size)]
    out = []
    for rows in join(tasks):
        out += rows
    return out


picture = [".#........", "..#.......", "###.......", "..........", "..........", "..........", "..........", ".........."]
cells = [[1 if c == "#" else 0 for c in line] for line in picture]
alone = cells
for generation in range(12):
    cells = step(cells, 3)
    alone = step(alone, 1)
print(cells == alone)
print("\n".join("".join("#" if c else "." for c in row) for row in cells))
