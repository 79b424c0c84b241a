from weft import spawn


class Overheated(Exception):
    pass


def inner(n):
    if n > 90:
        raise Overheated(f"{n} degrees")
    return n


def outer(n):
    return spawn(inner, n).join() + 1


print(spawn(outer, 20).join())
print(spawn(outer, 95).join())
print("never")
