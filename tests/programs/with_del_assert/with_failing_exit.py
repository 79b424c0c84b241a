class Bad:
    def __init__(self, name, fail_enter=False):
        self.name = name
        self.fail_enter = fail_enter

    def __enter__(self):
        if self.fail_enter:
            raise RuntimeError("enter " + self.name)
        return self

    def __exit__(self, kind, value, trace):
        print("exit", self.name)
        raise KeyError("exit " + self.name)


try:
    with Bad("a"):
        print("body")
except KeyError as e:
    print(e)
try:
    with Bad("b"):
        raise ValueError("body")
except KeyError as e:
    print(e, repr(e.__context__))
try:
    with Bad("c"), Bad("d", True):
        print("never")
except KeyError as e:
    print(e, repr(e.__context__))
