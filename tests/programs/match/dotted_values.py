class Color:
    RED = 1
    GREEN = 2


class Level:
    low = "low"
    high = "high"


def name(c):
    match c:
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
        case _:
            return "unknown"


def alarm(level, value):
    match level:
        case Level.low if value > 10:
            return "low but loud"
        case Level.low:
            return "fine"
        case Level.high:
            return "alarm"
    return "?"


print([name(c) for c in [1, 2, 3]])
print(alarm("low", 5), alarm("low", 50), alarm("high", 0), alarm("none", 0))
