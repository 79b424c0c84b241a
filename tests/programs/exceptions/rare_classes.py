for cls in (ChildProcessError, IndentationError, TabError):
    try:
        raise cls("rare")
    except (OSError, SyntaxError) as error:
        print(type(error).__name__, error, repr(error), isinstance(error, OSError))
try:
    raise TabError
except IndentationError as error:
    print("caught", repr(error))
