"""Draws the Mandelbrot set in letters."""

SHADES = " .:-=+*#%@"


def escape(cx, cy, limit):
    x = 0.0
    y = 0.0
    for turn in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return turn
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def main():
    width = 240
    height = 100
    total = 0
    lines = []
    for row in range(height):
        line = ""
        for column in range(width):
            turns = escape(-2.2 + 3.2 * column / width, -1.2 + 2.4 * row / height, 12000)
            total += turns
            line += SHADES[turns % 10]
        lines.append(line)
    print(total)
    for line in lines[::20]:
        print(line[::6])


main()
