class Managed:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, value is None)
        return False


with Managed("a") as a:
    print("in", a)
with Managed("b") as b, Managed("c") as c:
    print("in", b, c)
with Managed("d"):
    with Managed("e"):
        pass
try:
    with Managed("f") as f:
        raise ValueError("inside " + f)
except ValueError as e:
    print("caught", e)


def leave(n):
    for i in range(3):
        with Managed("loop" + str(i)):
            if i == n:
                return i
    return -1


print(leave(1))
