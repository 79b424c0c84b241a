"""Tuples as values: fractions, points and colours, given back, unpacked, compared and exchanged."""


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def add(p, q):
    a, b = p
    c, d = q
    top = a * d + c * b
    bottom = b * d
    common = gcd(top, bottom)
    return top // common, bottom // common


def rotate(point):
    x, y = point
    return -y, x


def bounds(points):
    left = right = points[0][0]
    low = high = points[0][1]
    for x, y in points:
        left, right = min(left, x), max(right, x)
        low, high = min(low, y), max(high, y)
    return (left, low), (right, high)


def mix(one, other):
    (r1, g1, b1), (r2, g2, b2) = one, other
    return (r1 + r2) // 2, (g1 + g2) // 2, (b1 + b2) // 2


def main():
    largest = (0, 1)
    for n in range(1, 400000):
        total = (0, 1)
        for k in range(1, 6):
            total = add(total, (n % (k + 2), k * k + n % 3))
        if total[0] * largest[1] > largest[0] * total[1]:
            largest = total
    print(largest)
    points = [(n * 37 % 1001, n * 91 % 503) for n in range(600000)]
    for _ in range(5):
        points = [rotate(point) for point in points]
    print(bounds(points))
    colour = (10, 200, 30)
    for n in range(3000000):
        colour = mix(colour, (n % 256, n // 3 % 256, 255 - n % 200))
    print(colour)


main()
