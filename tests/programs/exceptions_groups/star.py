# except*: clauses take what they name, the rest goes on
def show(error, indent=""):
    if isinstance(error, BaseExceptionGroup):
        print(f"{indent}{type(error).__name__} {error.message!r}")
        for each in error.exceptions:
            show(each, indent + "  ")
    else:
        print(f"{indent}{error!r}")


def tried(error):
    try:
        try:
            raise error
        except* ValueError as group:
            print("ValueError:")
            show(group, "  ")
        except* (KeyError, IndexError) as group:
            print("lookup:")
            show(group, "  ")
        except* OSError:
            print("OSError")
        else:
            print("never")
        finally:
            print("finally")
    except BaseException as rest:
        print("went on:")
        show(rest, "  ")
    else:
        print("all handled")


tried(ExceptionGroup("one", [ValueError(1)]))
tried(ExceptionGroup("two", [ValueError(1), KeyError(2)]))
tried(ExceptionGroup("none", [TypeError(1), RuntimeError(2)]))
tried(
    ExceptionGroup(
        "nested",
        [
            ValueError(1),
            ExceptionGroup("a", [KeyError(2), TypeError(3), ExceptionGroup("b", [ValueError(4), TypeError(5)])]),
            IndexError(6),
            ExceptionGroup("c", [FileNotFoundError(7)]),
        ],
    )
)
tried(BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError(1)]))
# what is no group comes as one
tried(ValueError("naked"))
tried(IndexError("naked"))
tried(TypeError("naked"))
tried(KeyboardInterrupt("naked"))


def quiet():
    try:
        print("no error")
    except* ValueError:
        print("never")
    else:
        print("else")
    finally:
        print("finally")


quiet()

# the order of clauses, and a class that takes all
try:
    raise ExceptionGroup("all", [ValueError(1), KeyError(2)])
except* Exception as group:
    print(repr(group), len(group.exceptions))
except* ValueError:
    print("never")

# what an earlier clause took a later one gets no more
try:
    raise ExceptionGroup("twice", [FileNotFoundError(1), PermissionError(2), OSError(3)])
except* FileNotFoundError as group:
    print("first", repr(group))
except* OSError as group:
    print("then", repr(group))

# the name is unbound afterwards
try:
    raise ExceptionGroup("name", [ValueError(1)])
except* ValueError as gone:
    pass
try:
    print(gone)
except NameError as error:
    print(error)

# in loops and functions; break and return behind it
def found(errors):
    for error in errors:
        try:
            raise error
        except* KeyError as group:
            for each in group.exceptions:
                if each.args == (2,):
                    result = each
                    break
            else:
                continued = [n for n in range(2)]
                print("not", group, continued)
                result = None
        if result is not None:
            return result
    return None


print(repr(found([KeyError(1), ExceptionGroup("x", [KeyError(0), KeyError(2)]), KeyError(3)])))

# a whole group is the same object, and being handled
whole = ExceptionGroup("same", [ValueError(1)])
try:
    raise whole
except* ValueError as group:
    print(group is whole)

# nested
try:
    try:
        raise ExceptionGroup("outer", [ValueError(1), KeyError(2), TypeError(3)])
    except* ValueError:
        try:
            raise ExceptionGroup("inner", [OSError(4), KeyError(5)])
        except* OSError as inner:
            print("inner", repr(inner))
except* KeyError as group:
    print(repr(group))
except* TypeError as group:
    print(repr(group))


class Own(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    raise ExceptionGroup("own", [Own(3), Own(4), ValueError(5)])
except* Own as group:
    print([own.code for own in group.exceptions if isinstance(own, Own)])
except* ValueError as group:
    print(group.exceptions[0])

# captured and global names
caught = []


def capture():
    try:
        raise ExceptionGroup("captured", [ValueError(1), KeyError(2)])
    except* ValueError as group:
        caught.append(lambda: repr(group))
        print(caught[0]())
    except* KeyError as group:
        print(repr(group))
    try:
        caught[0]()
    except NameError as error:
        print(error)


capture()
