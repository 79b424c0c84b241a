def leaf(n):
    try:
        raise KeyError(f"context of {n}")
    except KeyError:
        raise ValueError(n)


def caught(f, *args):
    try:
        f(*args)
    except Exception as error:
        return error
    return None


def grouped():
    first, second = caught(leaf, 1), caught(leaf, 2)
    assert first is not None and second is not None
    inner = ExceptionGroup("inner", [TypeError("never raised"), second])
    raise ExceptionGroup("outer", [first, inner, OSError(2, "No such file or directory")])


grouped()
