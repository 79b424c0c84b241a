def shape(xs):
    match xs:
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [x, y]:
            return f"two {x} {y}"
        case [0, *rest]:
            return f"zero first, then {rest}"
        case [first, *middle, last]:
            return f"{first} .. {last} around {len(middle)}"


def run(line):
    match line.split():
        case ["add", a, b]:
            return int(a) + int(b)
        case ["neg", a]:
            return -int(a)
        case ["sum", *numbers]:
            return sum(int(n) for n in numbers)
        case ["quit" | "exit"]:
            return None
        case [_]:
            return -1
        case _:
            return -2


for xs in [[], [5], [1, 2], [0, 1, 2, 3], [4, 5, 6, 7]]:
    print(shape(xs))
for line in ["add 3 4", "neg 5", "sum 1 2 3", "sum", "exit", "what", "a b c d", ""]:
    print(repr(line), run(line))
