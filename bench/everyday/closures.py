"""Functions that make functions: counters, composed steps, a memo, and a table of commands."""


def counter(step):
    count = 0

    def add():
        nonlocal count
        count += step
        return count

    return add


def compose(f, g):
    return lambda x: f(g(x))


def power_of(exponent):
    def power(x):
        result = 1
        for _ in range(exponent):
            result = result * x % 1000003
        return result

    return power


def main():
    counters = [counter(step) for step in range(1, 8)]
    total = 0
    for n in range(9000000):
        total += counters[n % 7]()
    print(total)

    step = compose(lambda x: x + 3, lambda x: x * 7 % 10007)
    steps = compose(step, step)
    x = 1
    for _ in range(5000000):
        x = steps(x)
    print(x)

    powers = [power_of(n) for n in range(1, 9)]
    total = 0
    for x in range(250000):
        for power in powers:
            total += power(x)
    print(total)


main()
