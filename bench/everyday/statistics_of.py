"""Mean, median, deviation, correlation and a fitted line of many measurements."""

import math


def measurements(count):
    xs = []
    ys = []
    seed = 31
    for n in range(count):
        seed = (seed * 48271) % 2147483647
        noise = seed / 2147483647 - 0.5
        xs.append(n / 1000)
        ys.append(3.0 + 0.25 * n / 1000 + noise * 4 + math.sin(n / 5000))
    return xs, ys


def mean(values):
    return sum(values) / len(values)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def deviation(values):
    m = mean(values)
    return math.sqrt(sum([(v - m) ** 2 for v in values]) / (len(values) - 1))


def correlation(xs, ys):
    mx = mean(xs)
    my = mean(ys)
    together = sum([(x - mx) * (y - my) for x, y in zip(xs, ys)])
    return together / (len(xs) - 1) / deviation(xs) / deviation(ys)


def moving(values, width):
    result = []
    window = 0.0
    for n in range(len(values)):
        window += values[n]
        if n >= width:
            window -= values[n - width]
            result.append(window / width)
    return result


def main():
    xs, ys = measurements(600000)
    print(f"{mean(ys):.6f} {median(ys):.6f} {deviation(ys):.6f} {correlation(xs, ys):.6f}")
    slope = correlation(xs, ys) * deviation(ys) / deviation(xs)
    print(f"y = {mean(ys) - slope * mean(xs):.4f} + {slope:.4f} x")
    smooth = moving(ys, 100)
    print(len(smooth), f"{min(smooth):.5f} {max(smooth):.5f}")


main()
