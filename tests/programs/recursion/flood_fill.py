def fill(grid, row, col, old, new):
    if row < 0 or col < 0 or row >= len(grid) or col >= len(grid[0]):
        return 0
    if grid[row][col] != old:
        return 0
    grid[row][col] = new
    size = 1
    size += fill(grid, row + 1, col, old, new)
    size += fill(grid, row - 1, col, old, new)
    size += fill(grid, row, col + 1, old, new)
    size += fill(grid, row, col - 1, old, new)
    return size


picture = [list(line) for line in [
    "..##....",
    ".#..#..#",
    ".#..#.#.",
    "..##..#.",
    "#......#"]]
print(fill(picture, 1, 2, ".", "o"), fill(picture, 0, 0, ".", "~"), fill(picture, 0, 0, ".", "x"))
for line in picture:
    print("".join(line))
