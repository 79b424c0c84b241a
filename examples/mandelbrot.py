"""Draws the Mandelbrot set, its rows dealt out to tasks: `mandelbrot.py [FILE.ppm] [WIDTH]`.

The picture is a plain PPM, which image viewers open. Runs under CPython too, with PYTHONPATH=compiler.
"""

import sys
import time

from weft import Channel, cpus, spawn

LIMIT = 500


def turns(cr, ci):
    """How many turns it takes the point to leave, LIMIT if it stays."""
    zr = 0.0
    zi = 0.0
    n = 0
    while n < LIMIT and zr * zr + zi * zi <= 4.0:
        t = zr * zr - zi * zi + cr
        zi = 2.0 * zr * zi + ci
        zr = t
        n += 1
    return n


def color(n):
    """Dark outside, bright near the set, which is black."""
    if n == LIMIT:
        return "0 0 0"
    return f"{min(255, n * 3)} {min(255, n * n // 40)} {min(255, 60 + n * 8)}"


def draw_row(y, width, height):
    ci = 2.4 * y / height - 1.2
    return " ".join([color(turns(3.6 * x / width - 2.4, ci)) for x in range(width)])


def draw_rows(wanted, drawn, width, height):
    """Draws rows as they are asked for, until there are no more."""
    for y in wanted:
        drawn.send((y, draw_row(y, width, height)))


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "mandelbrot.ppm"
    width = int(sys.argv[2]) if len(sys.argv) > 2 else 1200
    height = width * 2 // 3
    start = time.perf_counter()
    wanted = Channel(None)
    drawn = Channel(64)
    for y in range(height):
        wanted.send(y)
    wanted.close()
    for _ in range(2 * cpus()):
        spawn(draw_rows, wanted, drawn, width, height)
    rows = [""] * height
    for _ in range(height):
        y, row = drawn.recv()
        rows[y] = row
    seconds = time.perf_counter() - start
    with open(name, "w") as picture:
        picture.write(f"P3\n{width} {height}\n255\n")
        for row in rows:
            picture.write(row + "\n")
    print(f"{width} x {height} points in {name}")
    print("seconds:", seconds)


main()
