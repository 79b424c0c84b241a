# raising inside except*: new errors are put beside what goes on
def show(error, indent=""):
    if isinstance(error, BaseExceptionGroup):
        print(f"{indent}{type(error).__name__} {error.message!r} context {error.__context__!r} cause {error.__cause__!r}")
        for each in error.exceptions:
            show(each, indent + "  ")
    else:
        print(f"{indent}{error!r} context {error.__context__!r} cause {error.__cause__!r}")


def shown(f):
    print(f.__name__)
    try:
        f()
    except BaseException as error:
        show(error, "  ")
    else:
        print("  nothing")


def both():
    return ExceptionGroup("both", [ValueError(1), ExceptionGroup("in", [KeyError(2), ValueError(3)]), TypeError(4)])


def new_error():
    try:
        raise both()
    except* ValueError:
        raise OSError("new")


def new_errors():
    try:
        raise both()
    except* ValueError:
        raise OSError("first")
    except* KeyError as group:
        raise OSError("second") from group
    except* TypeError:
        raise OSError("third") from None


def alone():
    try:
        raise ExceptionGroup("alone", [ValueError(1)])
    except* ValueError:
        raise OSError("only")


def naked():
    try:
        raise ValueError(1)
    except* ValueError:
        raise OSError("of a naked one")


def again():
    try:
        raise both()
    except* ValueError:
        raise
    except* KeyError:
        pass


def again_all():
    try:
        raise both()
    except* ValueError:
        raise
    except* KeyError:
        raise
    except* TypeError:
        raise


def again_naked():
    try:
        raise ValueError(1)
    except* ValueError:
        raise


def by_name():
    try:
        raise both()
    except* ValueError as group:
        raise group


def a_group():
    try:
        raise both()
    except* ValueError:
        raise ExceptionGroup("other", [OSError(9)])


def reraise():
    raise


def from_inside():
    try:
        raise both()
    except* (ValueError, TypeError):
        reraise()


def exits():
    try:
        raise both()
    except* KeyError:
        raise SystemExit(3)


def mixed():
    try:
        raise both()
    except* ValueError:
        raise
    except* KeyError:
        raise OSError("beside")


def in_type():
    try:
        raise both()
    except* ValueError:
        print("  taken")
    except* {}["missing"]:
        print("never")


def group_class():
    try:
        raise both()
    except* ExceptionGroup:
        print("never")


def group_class_in_tuple():
    try:
        raise both()
    except* (ValueError, BaseExceptionGroup):
        print("never")


def unused_group_class():
    try:
        pass
    except* ExceptionGroup:
        print("never")


def in_else():
    try:
        pass
    except* ValueError:
        print("never")
    else:
        raise KeyError("else")


def in_finally():
    try:
        raise both()
    except* ValueError:
        pass
    finally:
        raise KeyError("finally")


def name_after():
    try:
        try:
            raise both()
        except* ValueError as group:
            raise OSError(1)
    except* Exception:
        pass
    print(group)


for f in (new_error, new_errors, alone, naked, again, again_all, again_naked, by_name, a_group, from_inside, exits, mixed):
    shown(f)
for f in (group_class, group_class_in_tuple, unused_group_class, in_else, in_finally, name_after):
    shown(f)
