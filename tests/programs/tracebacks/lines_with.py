class Res:
    def __init__(self, name): self.name = name
    def __enter__(self):
        return self
    def __exit__(self, kind, value, tb):
        if self.name == "b":
            raise RuntimeError("closing")
        return False

def go():
    with (
        Res("a") as a,
        Res("b") as b,
    ):
        print(a.name, b.name)
        [1, 2].index(
            3)
go()
