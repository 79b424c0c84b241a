# f(*items) and f(**options): how many or which arguments there are is known at run time only
def three(a, b, c):
    return f"{a}-{b}-{c}"


def defaults(a, b=2, *, c=3, d="d"):
    return (a, b, c, d)


def rest(first, *others, sep=","):
    return f"{first}|{sep.join(str(x) for x in others)}"


class Box:
    size = 0

    def __init__(self, w, h, label="box"):
        self.w, self.h, self.label = w, h, label

    def area(self, scale=1, offset=0):
        return self.w * self.h * scale + offset

    def __call__(self, *parts):
        return len(parts), sum(parts)

    @staticmethod
    def plain(x, y):
        return x + y

    @classmethod
    def square(cls, side, label="square"):
        return cls(side, side, label)


def numbers(n):
    return [k * 10 for k in range(n)]


print(three(*numbers(3)), three(*numbers(2), 7), three(1, *numbers(2)), three(*numbers(1), *numbers(2)), three(*"xyz"))
print(three(*range(3)), three(*[k for k in range(4, 7)]), three(*{"p": 1, "q": 2, "r": 3}), three(*iter([1, 2, 3])))
print(defaults(*numbers(1)), defaults(*numbers(2)), defaults(*numbers(2), d="x"), defaults(9, *numbers(0), c=4))
print(rest(*numbers(1)), rest(*numbers(4), sep="/"), rest("a", *numbers(2)), rest("a", "b", *numbers(2), "c"))
box = Box(*numbers(2)[1:], 4, **{"label": "made"})
print(box.w, box.h, box.label, box.area(*numbers(2)), box.area(*[2]), box(*numbers(5)), Box.plain(*[3, 4]), Box.square(*[5]).h)
options = {"c": 30, "b": 20}
print(defaults(1, **options), defaults(a=0, **options), defaults(1, **{"d": "D"}), defaults(*[7, 8], **{"c": 0}), rest(1, 2, **{"sep": "?"}))
print(defaults(1, **{k: v for k, v in options.items() if v < 0}), three(**{"a": 1, "c": 3, "b": 2}), three(1, **dict(b=5, c=6)))
add = lambda x, y=1: x + y
print(add(*[1]), add(*[1, 2]), add(**{"x": 10}), max(*numbers(4)), min(*[3, 1, 2], key=lambda v: -v), max(*numbers(2), 99))
print(list(range(*(2, 5))), round(*(2.567, 1)), divmod(*(7, 2)), [1, 2, 3, 2].index(*[2, 2]), sorted(*[[3, 1]], reverse=True))


def attempt(function):
    try:
        print(function())
    except TypeError as e:
        print(e)


attempt(lambda: three(*numbers(2)))
attempt(lambda: three(*numbers(0)))
attempt(lambda: three(1, *numbers(0)))
attempt(lambda: three(*numbers(4)))
attempt(lambda: three(*numbers(1), b=5))
attempt(lambda: three(*numbers(2), b=5))
attempt(lambda: defaults(*numbers(3)))
attempt(lambda: defaults(*numbers(0)))
attempt(lambda: rest(*numbers(0)))
attempt(lambda: Box(*numbers(1)))
attempt(lambda: box.area(*numbers(3)))
attempt(lambda: three(**{"a": 1, "b": 2}))
attempt(lambda: three(1, **{"a": 1, "b": 2, "c": 3}))
attempt(lambda: three(a=1, **{"a": 1, "b": 2, "c": 3}))
attempt(lambda: three(1, 2, 3, **{"zzz": 1}))
attempt(lambda: three(*numbers(2), **{"b": 1, "c": 3}))
for wrong in ("lable", "Label", "hh", "q", "height"):
    attempt(lambda: Box(1, 2, **{wrong: 1}).w)
attempt(lambda: Box(w=1, h=2, **{"w": 2}).w)
attempt(lambda: max(*numbers(1)))
attempt(lambda: max(*numbers(0)))
attempt(lambda: add(*numbers(3)))
for make in (three, rest):
    print(make(*numbers(3)))
three(*numbers(5))
