items = [1]
e = ValueError(items)
items.append(2)
print(e, repr(e), e.args)

class Lazy:
    def __str__(self):
        raise RuntimeError("str called")
    def __repr__(self):
        return "Lazy"
try:
    raise ValueError(Lazy())
except ValueError as x:
    print("caught", repr(x))
except RuntimeError as x:
    print("wrong:", x)
e.args = (2, 3)
print(e, e.args)


class Named(Exception):
    def __init__(self, names):
        super().__init__(names)
        self.names = names


class Silent(Exception):
    def __init__(self, names):
        self.names = names

    def __str__(self):
        return ",".join(self.names)


for kind in (Named, Silent):
    names = ["a"]
    made = kind(names)
    names.append("b")
    print(made, repr(made), made.args)
key = KeyError(items)
items.append(3)
print(key, repr(key))
several = ValueError(1, items, "x")
items.append(4)
print(several, repr(several))
inner = RuntimeError("inner")
outer = RuntimeError(inner, items)
inner.args = ("other", 1)
print(outer, repr(outer), str(RuntimeError(inner)), repr(RuntimeError(inner)))
inner.args = ()
print(repr(str(inner)), repr(inner))
wide = ValueError(1)
wide.args = tuple(items)
print(wide, repr(wide))
wide.args = tuple(items[:1])
print(wide, repr(wide))
wide.args = tuple(items[:0])
print(repr(str(wide)), repr(wide), f"[{wide}]")
