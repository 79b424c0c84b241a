# what a group came from, what it holds came from, and what is told once only
class Several(ExceptionGroup):
    pass


def made(text, cause=None):
    try:
        raise RuntimeError(text) from cause
    except RuntimeError as error:
        return error


try:
    try:
        raise ExceptionGroup("context", [made("a", KeyError("cause of a")), made("b")])
    except ExceptionGroup as group:
        shared = made("c")
        raise Several("cause", [shared, shared, made("d", group)]) from ExceptionGroup("in between", [made("e")])
except Several as several:
    raise IndexError("at last") from several
