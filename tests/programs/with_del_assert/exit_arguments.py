# __exit__ with the three arguments, with *args, with defaults


class Starred:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        print("exit", len(args), args[1])
        return args[0] is ValueError


class Default:
    def __enter__(self):
        return 5

    def __exit__(self, kind, error, trace, extra="none"):
        print("exit", kind is None, error, extra)


class Mixed:
    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        print("exit", kind is None, len(rest))


with Starred() as s:
    print("in", s is not None)
with Starred():
    raise ValueError("caught")
with Default() as d:
    print(d)
with Mixed():
    pass
try:
    with Mixed():
        raise KeyError("passed on")
except KeyError as error:
    print(error)
