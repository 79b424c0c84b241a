"""Methods of text files. (`__enter__` is the compiler's.)"""

import rt


def __exit__(f, kind, value, traceback):
    rt.weft_file_close(f)


def close(f):
    rt.weft_file_close(f)


def flush(f):
    rt.weft_file_flush(f)


def read(f, size: int | None = -1):
    return rt.weft_file_read(f, -1 if size is None else size)


def readline(f, size: int = -1):
    return rt.weft_file_readline(f, size)


def readlines(f, hint: int | None = -1):
    """All lines; with a positive hint no more after their characters exceed it."""
    lines = []
    total = 0
    while True:
        line = rt.weft_file_readline(f, -1)
        if line == "":
            break
        lines.append(line)
        total += len(line)
        if hint is not None and 0 < hint < total:
            break
    return lines


def write(f, text: str):
    return rt.weft_file_write(f, text)


def writelines(f, lines):
    for line in lines:
        write(f, line)
