class CheckError(ValueError):
    pass


def positive(text):
    n = int(text)
    if n <= 0:
        raise CheckError(f"{n} is not positive")
    return n
