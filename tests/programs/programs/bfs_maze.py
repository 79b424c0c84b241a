MAZE = """
#########
#S..#...#
#.#.#.#.#
#.#...#.#
#.#####.#
#......G#
#########
"""


def find(grid, wanted):
    for r, row in enumerate(grid):
        c = row.find(wanted)
        if c >= 0:
            return r, c
    raise LookupError(wanted)


def search(grid):
    start, goal = find(grid, "S"), find(grid, "G")
    came_from = {start: start}
    queue = [start]
    for here in queue:
        if here == goal:
            break
        r, c = here
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            there = (r + dr, c + dc)
            if grid[there[0]][there[1]] != "#" and there not in came_from:
                came_from[there] = here
                queue.append(there)
    else:
        return None
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    path.reverse()
    return path


grid = MAZE.strip().split("\n")
path = search(grid)
if path is not None:
    print(len(path), path[:4])
    picture = [list(row) for row in grid]
    for r, c in path[1:-1]:
        picture[r][c] = "*"
    print("\n".join("".join(row) for row in picture))
print(search(["####", "#SG#", "####"]), search(["#####", "#S#G#", "#####"]))
try:
    search(["###"])
except LookupError as e:
    print("no", e)
