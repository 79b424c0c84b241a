"""Attributes of OSError, from the text that the runtime gives it: `[Errno 2] No such file or directory: 'name'`; and
what `__exit__` gets as a traceback."""


class traceback:
    """It can be passed on, and is true."""


def errno(text: str):
    if not text.startswith("[Errno "):
        return None
    return int(text[7 : text.index("]")])


def strerror(text: str):
    if not text.startswith("[Errno "):
        return None
    rest = text[text.index("]") + 2 :]
    end = rest.find(": '")
    return rest if end < 0 else rest[:end]


def filename(text: str):
    start = text.find(": '")
    if not text.startswith("[Errno ") or start < 0:
        return None
    return text[start + 3 : -1]
