def dive(n, log):
    if n == 0:
        raise ValueError("bottom")
    try:
        return dive(n - 1, log) + 1
    finally:
        if n % 100 == 0:
            log.append(n)


log = []
try:
    dive(500, log)
except ValueError as e:
    print(e, log)


def count(n):
    if n == 0:
        return 0
    try:
        return 1 + count(n - 1)
    except ValueError:
        return -1


print(count(300))


def rethrow(n):
    try:
        if n == 0:
            raise KeyError("x")
        rethrow(n - 1)
    except KeyError as e:
        if n % 2 == 0:
            raise KeyError(str(n)) from e
        raise


try:
    rethrow(5)
except KeyError as e:
    print(e, repr(e.__cause__))
