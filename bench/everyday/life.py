"""The game of life on a plane without borders: cells are pairs in a set, neighbours are counted in a dict."""

ACORN = [(0, 1), (1, 3), (2, 0), (2, 1), (2, 4), (2, 5), (2, 6)]


def step(cells):
    counts = {}
    for row, column in cells:
        for r in (row - 1, row, row + 1):
            for c in (column - 1, column, column + 1):
                if (r, c) != (row, column):
                    counts[r, c] = counts.get((r, c), 0) + 1
    alive = set()
    for cell, count in counts.items():
        if count == 3 or (count == 2 and cell in cells):
            alive.add(cell)
    return alive


def main():
    cells = set(ACORN)
    for generation in range(1500):
        cells = step(cells)
        if generation % 150 == 0:
            print(generation, len(cells))
    rows = [row for row, column in cells]
    columns = [column for row, column in cells]
    print(len(cells), min(rows), max(rows), min(columns), max(columns))


main()
