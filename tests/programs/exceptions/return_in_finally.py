def swallow(n):
    try:
        if n == 0:
            raise ValueError("swallowed")
        return "try"
    finally:
        if n < 2:
            return "finally"


def break_swallows():
    while True:
        try:
            raise KeyError("gone")
        finally:
            break
    return "left the loop"


print(swallow(0), swallow(1), swallow(2))
print(break_swallows())


def raise_in_finally():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


try:
    raise_in_finally()
except KeyError as e:
    print(e, repr(e.__context__))
