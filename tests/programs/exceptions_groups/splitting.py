# subgroup, split and derive: by class, by several, by a function
def leaf(text):
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


group = ExceptionGroup(
    "top",
    [
        ValueError("a"),
        ExceptionGroup("inner", [KeyError("b"), ValueError("c"), ExceptionGroup("deep", [OSError("d")])]),
        TypeError("e"),
    ],
)
print(repr(group.subgroup(ValueError)))
print(repr(group.subgroup((KeyError, TypeError))))
print(repr(group.subgroup(LookupError)))
print(group.subgroup(IndexError))
print(group.subgroup(()))
print(group.subgroup(Exception) is group, group.subgroup(ExceptionGroup) is group)
for part in group.split(ValueError):
    print(repr(part))
for part in group.split((KeyError, OSError)):
    print(repr(part))
print(group.split(IndexError)[0], repr(group.split(IndexError)[1]))
print(group.split(Exception)[0] is group, group.split(Exception)[1])


def asked(error):
    print("asked", type(error).__name__, error)
    return isinstance(error, OSError)


matched, rest = group.split(asked)
print(repr(matched), repr(rest))
print(repr(group.subgroup(lambda error: "inner" in str(error))))
print(group.subgroup(lambda error: 0), group.subgroup(lambda error: "yes") is group)

# a leaf stays the same object, groups are made anew
same = leaf("same")
whole = ExceptionGroup("whole", [same, KeyError(1)])
part = whole.subgroup(ValueError)
print(part is not None and part.exceptions[0] is same, part is whole)

made = group.derive([KeyError("new")])
print(type(made).__name__, repr(made))
made = group.derive([KeyboardInterrupt()])
print(type(made).__name__, repr(made))

base = BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError(1), ExceptionGroup("in", [KeyError(2)])])
matched, rest = base.split(Exception)
print(type(matched).__name__, repr(matched), type(rest).__name__, repr(rest))

# parts keep where they come from
try:
    try:
        raise KeyError("context")
    except KeyError:
        raise ExceptionGroup("raised", [ValueError(1), TypeError(2)]) from IndexError("cause")
except ExceptionGroup as raised:
    for part in raised.split(ValueError):
        if part is not None:
            print(repr(part.__cause__), repr(part.__context__), part.__suppress_context__)


class Tagged(ExceptionGroup):
    tag = "none"

    def derive(self, exceptions):
        out = Tagged(self.message, exceptions)
        out.tag = self.tag
        return out


tagged = Tagged("tagged", [ValueError(1), KeyError(2), ExceptionGroup("plain", [ValueError(3), KeyError(4)])])
tagged.tag = "mine"
matched, rest = tagged.split(ValueError)
for part in (matched, rest, tagged.subgroup(KeyError)):
    if isinstance(part, Tagged):
        print(repr(part), part.tag)


class Wrong(ExceptionGroup):
    def derive(self, exceptions):
        return 3


class Louder(ExceptionGroup):
    def derive(self, exceptions):
        print("derive", len(exceptions))
        return super().derive(exceptions)


try:
    Wrong("w", [ValueError(1), KeyError(2)]).split(ValueError)
except TypeError as error:
    print(error)
print(repr(Louder("loud", [ValueError(1), KeyError(2)]).split(KeyError)))
print(repr(Louder("loud", [ValueError(1), KeyError(2)]).subgroup(KeyError)))

for condition in (int, (ValueError, int), 3, None, [ValueError]):
    try:
        group.split(condition)
    except TypeError as error:
        print(error)
