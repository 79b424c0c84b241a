# what the constructors take and refuse, and what a group tells of itself


def outcome(f):
    try:
        return repr(f())
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


group = ExceptionGroup("several", [ValueError("a"), KeyError("b"), TypeError()])
print(group)
print(repr(group))
print(group.message, len(group.exceptions), group.args)
print([type(exc).__name__ for exc in group.exceptions])
print(isinstance(group, Exception), isinstance(group, BaseExceptionGroup))
print(repr(ExceptionGroup("one", (ValueError(1),))))
print(ExceptionGroup("", [ValueError(1)]), "|", ExceptionGroup("two\nlines", [ValueError(1)] * 2))

# a BaseExceptionGroup of exceptions alone is an ExceptionGroup
for made in (
    BaseExceptionGroup("plain", [ValueError(1), OSError(2, "gone")]),
    BaseExceptionGroup("base", [ValueError(1), KeyboardInterrupt()]),
    BaseExceptionGroup("nested", [ExceptionGroup("in", [KeyError(1)])]),
    BaseExceptionGroup("nested base", [BaseExceptionGroup("in", [SystemExit(3)])]),
):
    print(type(made).__name__, repr(made), isinstance(made, Exception))

print(outcome(lambda: ExceptionGroup("none", [])))
print(outcome(lambda: ExceptionGroup("none", ())))
print(outcome(lambda: ExceptionGroup("none", "")))
print(outcome(lambda: ExceptionGroup("text", "abc")))
print(outcome(lambda: ExceptionGroup("numbers", [1, 2])))
print(outcome(lambda: ExceptionGroup("mixed", [ValueError(1), 2])))
print(outcome(lambda: ExceptionGroup("a class", [ValueError])))
print(outcome(lambda: ExceptionGroup("a set", {1})))
print(outcome(lambda: ExceptionGroup("a dict", {1: 2})))
print(outcome(lambda: ExceptionGroup("a number", 5)))
print(outcome(lambda: ExceptionGroup("nothing", None)))
print(outcome(lambda: ExceptionGroup(5, [ValueError(1)])))
print(outcome(lambda: ExceptionGroup("base", [ValueError(1), KeyboardInterrupt()])))
print(outcome(lambda: ExceptionGroup("range", range(2))))
print(outcome(lambda: ExceptionGroup("both", [KeyboardInterrupt(), 3])))
print(outcome(lambda: BaseExceptionGroup("none", [])))
print(outcome(lambda: BaseExceptionGroup("mixed", [ValueError(1), KeyboardInterrupt(), "x"])))
print(outcome(lambda: BaseExceptionGroup("a set", {1})))
print(outcome(lambda: BaseExceptionGroup("a number", 5)))
print(outcome(lambda: BaseExceptionGroup(5, 5)))
print(outcome(lambda: BaseExceptionGroup(5, [ValueError(1)])))


class Errors:
    """A sequence by its items."""

    def __getitem__(self, k):
        if k < 2:
            return ValueError(k)
        raise IndexError


class Pair(list):
    pass


print(outcome(lambda: ExceptionGroup("items", Errors()).exceptions))
print(outcome(lambda: BaseExceptionGroup("pair", Pair([ValueError(1), KeyError(2)])).exceptions))

# the tuple is its own, args are what was given
errors = [ValueError(1)]
group = ExceptionGroup("own", errors)
errors.append(ValueError(2))
print(group, group.exceptions, group.args[1] is errors)


def set_message():
    group.message = "other"


def set_exceptions():
    group.exceptions = ()


print(outcome(set_message), outcome(set_exceptions))

# caught as any other exception
for make in (ExceptionGroup, BaseExceptionGroup):
    try:
        raise make("raised", [IndexError("i"), ExceptionGroup("inner", [KeyError("k")])])
    except ExceptionGroup as caught:
        inner = caught.exceptions[1]
        print(caught, "holds", caught.exceptions[0], "and", inner)
        if isinstance(inner, ExceptionGroup):
            print(inner.exceptions[0].args)

try:
    raise BaseExceptionGroup("base", [GeneratorExit()])
except Exception:
    print("no")
except BaseExceptionGroup as caught:
    print("yes", repr(caught))

try:
    try:
        raise ValueError("first")
    except ValueError as first:
        raise ExceptionGroup("after", [KeyError(1)]) from first
except ExceptionGroup as caught:
    print(repr(caught.__cause__), repr(caught.__context__), caught.__suppress_context__)


class Counted(ExceptionGroup):
    """A class of one's own."""

    def count(self):
        return len(self.exceptions)


class Labelled(BaseExceptionGroup):
    label = "labelled"

    def __str__(self):
        return f"<{self.label} {self.message}>"


counted = Counted("counted", [ValueError(1), ValueError(2)])
print(counted, repr(counted), counted.count(), isinstance(counted, ExceptionGroup), isinstance(counted, ValueError))
labelled = Labelled("x", [ValueError(1)])
print(labelled, repr(labelled), isinstance(labelled, Exception), Labelled("y", [KeyboardInterrupt()]))
print(outcome(lambda: Counted("counted", [KeyboardInterrupt()])))
print(outcome(lambda: Counted("counted", [])))
print({Counted: 1}[type(counted)], hash(counted) == hash(counted), counted == counted, counted != group)


# what is given may be of unlike kinds
def of_either(c):
    return ExceptionGroup("x", [ValueError(c)] if c else (KeyError(1), OSError(2)))
for c in (0, 1):
    print(repr(of_either(c)), of_either(c).exceptions)
def of_unlike(c):
    xs = [ValueError(c)] if c == 0 else (KeyError(1), OSError(2)) if c == 1 else {1} if c == 2 else "ab" if c == 3 else None
    try:
        return BaseExceptionGroup("y", xs)
    except (TypeError, ValueError) as e:
        return e
for c in range(5):
    print(repr(of_unlike(c)))
def of_message(m):
    try:
        return BaseExceptionGroup(m, [ValueError(1)])
    except TypeError as e:
        return e
for m in ("a", 1, None):
    print(repr(of_message(m)))
empty = []
try:
    ExceptionGroup("e", empty)
except ValueError as e:
    print(e)
