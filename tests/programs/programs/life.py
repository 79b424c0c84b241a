def step(cells, height, width):
    out = []
    for r in range(height):
        row = []
        for c in range(width):
            n = 0
            for dr in (-1, 0, 1):
                for dc in (-1, 0, 1):
                    if dr or dc:
                        n += cells[(r + dr) % height][(c + dc) % width]
            alive = n == 3 or (n == 2 and cells[r][c] == 1)
            row.append(1 if alive else 0)
        out.append(row)
    return out


def show(cells):
    for row in cells:
        print("".join("#" if c else "." for c in row))
    print("-" * len(cells[0]), sum(sum(row) for row in cells))


glider = [".#......", "..#.....", "###.....", "........", "........", "........", "........"]
cells = [[1 if c == "#" else 0 for c in line] for line in glider]
show(cells)
for generation in range(1, 41):
    cells = step(cells, 7, 8)
    if generation % 10 == 0:
        show(cells)
