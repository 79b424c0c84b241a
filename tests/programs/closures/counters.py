def make_counter(start=0, step=1):
    value = start

    def increment():
        nonlocal value
        value += step
        return value

    def reset():
        nonlocal value
        value = start

    return increment, reset


inc, reset = make_counter()
other, _ = make_counter(100, 10)
print(inc(), inc(), other(), inc(), other())
reset()
print(inc(), other())


def make_accumulator():
    total = 0

    def add(x):
        nonlocal total
        total += x
        return total

    return add


acc = make_accumulator()
print([acc(x) for x in [1, 2.5, 3]])
