"""Methods of range."""


def count(r, value):
    if isinstance(value, int):
        return 1 if value in r else 0
    found = 0
    for item in r:
        if item == value:
            found += 1
    return found


def index(r, value):
    if isinstance(value, int):
        if value not in r:
            raise ValueError(f"{value!r} is not in range")
        return (value - r.start) // r.step
    for i, item in enumerate(r):
        if item == value:
            return i
    raise ValueError("sequence.index(x): x not in sequence")
