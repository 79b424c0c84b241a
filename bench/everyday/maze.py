"""The shortest way through a grid with walls, by breadth-first search."""


def make_maze(size, seed):
    rows = []
    for r in range(size):
        row = []
        for c in range(size):
            seed = (seed * 1103515245 + 12345) % 2147483648
            row.append("#" if seed // 65536 % 100 < 30 else ".")
        rows.append(row)
    rows[0][0] = "."
    rows[size - 1][size - 1] = "."
    return rows


def shortest(maze):
    size = len(maze)
    distance = [[-1] * size for _ in range(size)]
    distance[0][0] = 0
    queue = [(0, 0)]
    at = 0
    while at < len(queue):
        r, c = queue[at]
        at += 1
        for dr, dc in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
            y = r + dr
            x = c + dc
            if 0 <= y < size and 0 <= x < size and maze[y][x] == "." and distance[y][x] < 0:
                distance[y][x] = distance[r][c] + 1
                queue.append((y, x))
    return distance[size - 1][size - 1], len(queue)


def main():
    for seed in range(1, 11):
        print(seed, *shortest(make_maze(400, seed)))


main()
