def move(position, step):
    x, y = position
    match step:
        case ("up", n):
            return x, y + n
        case ("down", n):
            return x, y - n
        case ("left" | "right" as side, n):
            return (x - n, y) if side == "left" else (x + n, y)
        case _:
            return position


position = (0, 0)
for step in [("up", 3), ("right", 2), ("down", 1), ("left", 7), ("jump", 9)]:
    position = move(position, step)
    print(step[0], position)


def fizz(n):
    match (n % 3, n % 5):
        case (0, 0):
            return "fizzbuzz"
        case (0, _):
            return "fizz"
        case (_, 0):
            return "buzz"
        case _:
            return str(n)


print([fizz(n) for n in range(1, 16)])
match [1, [2, 3]]:
    case [a, [b, c]]:
        print(a + b + c)
match (1, 2, 3, 4):
    case (first, *rest):
        print(first, rest)
