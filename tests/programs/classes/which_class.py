# isinstance and issubclass of a class that isn't known when compiling.
class A: pass
class B(A): pass
class C: pass


def test(x, cls):
    return isinstance(x, cls)


for cls in [A, B, C]:
    print(test(A(), cls), test(B(), cls), isinstance(C(), cls), issubclass(B, cls), issubclass(cls, A))
for cls in [int, str, bool, float]:
    print([isinstance(x, cls) for x in (1, "a", True, 1.5, None)], issubclass(bool, cls), issubclass(cls, int))
for pair in [(A, int), (str, C), ((B, bool), float)]:
    print([isinstance(x, pair) for x in (A(), B(), C())], [isinstance(x, pair) for x in (1, True, 2.5, "s")])


def narrow(x, cls):
    if isinstance(x, cls):
        return "yes", x
    return "no", x


print(narrow(1, int), narrow("a", int), narrow(1, str), narrow(None, (int, str)))
value = [1, "a", None]
for cls in (int, str):
    print([v for v in value if isinstance(v, cls)], [v for v in value if not isinstance(v, cls)])
try:
    print(isinstance(1, [int, 3][len(value) % 2]))
except TypeError as e:
    print(e)
print(type(B()) is B, type(B()) is A, B().__class__ is B, type(1) is int, type("") is str)
print(issubclass(B, (C, A)), issubclass(C, (A, B)), issubclass(B, object), issubclass(int, object), issubclass(int, A))
