from weft import join, spawn


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


def number():
    return 42


def real():
    return 0.1 + 0.2


def nothing():
    number()


def text(s):
    return s.upper() + "é😀"


def numbers(n):
    return [[i, i * i] for i in range(n)]


def table():
    return {"a": (1, 2.5), "b": (2, None)}


def point(n):
    return Point(n, [n] * 2)


def maybe(n):
    return n if n % 2 else None


print(spawn(number).join(), spawn(real).join(), spawn(nothing).join(), spawn(text, "abc").join())
print(spawn(numbers, 3).join(), spawn(table).join(), spawn(point, 7).join())
print(join([spawn(maybe, n) for n in range(4)]))
p = spawn(point, 1).join()
p.y.append(9)
print(p, p.x + 1)
