"""What is asked of a channel's arguments."""


def capacity(n):
    if n < 0:
        raise ValueError(f"a channel's capacity can't be negative: {n}")
    return n
