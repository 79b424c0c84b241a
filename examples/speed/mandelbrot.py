"""The Mandelbrot set, in rows"""

from weft import join, spawn

WIDTH, HEIGHT, LIMIT = 72, 30, 2000
SHADES = " .:-=+*#%@"


def row(y):
    ci = 2.4 * y / HEIGHT - 1.2
    out = []
    for x in range(WIDTH):
        cr = 3.2 * x / WIDTH - 2.2
        zr = zi = 0.0
        turns = 0
        while turns < LIMIT and zr * zr + zi * zi <= 4.0:
            zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
            turns += 1
        out.append(SHADES[9] if turns == LIMIT else SHADES[turns % 9])
    return "".join(out)


for line in join([spawn(row, y) for y in range(HEIGHT)]):
    print(line)
