"""The texts of exceptions, and what OSError tells: of one that the runtime raises from its text, which is
`[Errno 2] No such file or directory: 'name'`; and what `__exit__` gets as a traceback."""

import rt


class traceback:
    """It can be passed on, and is true."""


def class_of(e):
    return type(e)


# --- texts that are made when they are asked for ----------------------------------------------------------------------


def text(e):
    """str(e). Apart, so that an exception may hold one of its own kind."""
    return rt.exception_text(e)


def representation(e):
    return rt.exception_repr(e)


def text_of_args(args):
    if not args:
        return ""
    if len(args) == 1:
        return str(args[0])
    return str(args)


def text_of_key(args):
    """Of a KeyError."""
    if not args:
        return ""
    if len(args) == 1:
        return repr(args[0])
    return str(args)


def repr_of_args(args):
    if len(args) == 1:
        return "(" + repr(args[0]) + ")"
    return repr(args)


def describe(e):
    """Makes the texts of an exception that ends a task, and of those that it came from or holds, before the runtime
    tells of them."""
    if rt.may_be_group(e):
        describe_once(e)
        forget_described(e)
        return
    describe_alone(e)
    if e.__cause__ is not None:
        describe(e.__cause__)
    elif e.__context__ is not None and not e.__suppress_context__:
        describe(e.__context__)


def describe_alone(e):
    try:
        made = str(e)
    except Exception:
        made = "<exception str() failed>"
    rt.keep_text(e, made)


def describe_once(e):
    """The same where there may be several ways to one exception: in a group, and as what that came from."""
    if not rt.weft_exc_mark(e, True):
        return
    describe_alone(e)
    if isinstance(e, BaseExceptionGroup):
        rt.weft_report_groups()
        for held in e.exceptions:
            describe_once(held)
    if e.__cause__ is not None:
        describe_once(e.__cause__)
    elif e.__context__ is not None and not e.__suppress_context__:
        describe_once(e.__context__)


def forget_described(e):
    if not rt.weft_exc_mark(e, False):
        return
    if isinstance(e, BaseExceptionGroup):
        for held in e.exceptions:
            forget_described(held)
    if e.__cause__ is not None:
        forget_described(e.__cause__)
    elif e.__context__ is not None and not e.__suppress_context__:
        forget_described(e.__context__)


# --- OSError ----------------------------------------------------------------------------------------------------------


def os_class(errno):
    """The class that stands for the number."""
    if isinstance(errno, int):
        if errno in (11, 114, 115):
            return BlockingIOError
        if errno == 10:
            return ChildProcessError
        if errno in (32, 108):
            return BrokenPipeError
        if errno == 103:
            return ConnectionAbortedError
        if errno == 111:
            return ConnectionRefusedError
        if errno == 104:
            return ConnectionResetError
        if errno == 17:
            return FileExistsError
        if errno == 2:
            return FileNotFoundError
        if errno == 4:
            return InterruptedError
        if errno == 21:
            return IsADirectoryError
        if errno == 20:
            return NotADirectoryError
        if errno in (1, 13):
            return PermissionError
        if errno == 3:
            return ProcessLookupError
        if errno == 110:
            return TimeoutError
    return OSError


def os_error(errno, strerror):
    """OSError(errno, strerror)."""
    return os_class(errno)(errno, strerror)


def os_error_of_file(errno, strerror, filename):
    return os_class(errno)(errno, strerror, filename)


def os_text(errno, strerror):
    return f"[Errno {errno}] {strerror}"


def os_text_of_file(errno, strerror, filename):
    return f"[Errno {errno}] {strerror}: {filename!r}"


def os_args(text: str):
    number = errno(text)
    if number is None:
        return (text,)
    return (number, strerror(text))


def errno(text: str):
    if not text.startswith("[Errno "):
        return None
    return int(text[7 : text.index("]")])


def strerror(text: str):
    """The runtime's own words have no colon."""
    if not text.startswith("[Errno "):
        return None
    rest = text[text.index("]") + 2 :]
    end = rest.find(": ")
    return rest if end < 0 else rest[:end]


def filename(text: str):
    start = text.find(": ")
    if not text.startswith("[Errno ") or start < 0:
        return None
    return unquoted(text[start + 2 :])


def unquoted(text: str):
    """The str that a text is the representation of."""
    out = []
    at = 1
    while at < len(text) - 1:
        c = text[at]
        at += 1
        if c == "\\":
            c = text[at]
            at += 1
            digits = 2 if c == "x" else 4 if c == "u" else 8 if c == "U" else 0
            if digits:
                c = chr(int(text[at : at + digits], 16))
                at += digits
            else:
                c = "\n" if c == "n" else "\t" if c == "t" else "\r" if c == "r" else c
        out.append(c)
    return "".join(out)
