import math

WIDTH = 8
HEIGHT = WIDTH // 2
AREA = WIDTH * HEIGHT
NAMES = ("zero", "one", "two")
TABLE = {name: i for i, name in enumerate(NAMES)}
GRID = [["."] * WIDTH for _ in range(HEIGHT)]
SCALE = math.sqrt(AREA) if AREA > 10 else 1
DEBUG = False


def plot(x, y, mark="#"):
    if 0 <= x < WIDTH and 0 <= y < HEIGHT:
        GRID[y][x] = mark
        return True
    return False


print(AREA, TABLE["two"], NAMES[TABLE["one"]], f"{SCALE:.3f}")
hits = [plot(i, i) for i in range(6)]
plot(7, 0, NAMES[2][0])
print(hits)
for row in GRID:
    print("".join(row))
if DEBUG:
    print("never")
