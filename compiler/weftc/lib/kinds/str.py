"""Methods of str. (`join` and `format` are the compiler's.)"""

import rt


def capitalize(s):
    return rt.weft_str_case(s, "capitalize")


def casefold(s):
    return rt.weft_str_case(s, "fold")


def center(s, width: int, fillchar: str = " "):
    return rt.weft_str_pad(s, width, fillchar, "center")


def count(s, sub: str, start: int | None = None, end: int | None = None):
    if start is None and end is None:
        return rt.weft_str_count(s, sub)
    low, high = _bounds(len(s), start, end)
    return rt.weft_str_count(s[low:high], sub) if low <= high else 0


def endswith(s, suffix, start: int | None = None, end: int | None = None):
    if isinstance(suffix, tuple):
        for part in suffix:
            if not isinstance(part, str):
                raise TypeError(f"tuple for endswith must only contain str, not {rt.class_name(part)}")
            if _has_suffix(s, part, start, end):
                return True
        return False
    if not isinstance(suffix, str):
        raise TypeError(f"endswith first arg must be str or a tuple of str, not {rt.class_name(suffix)}")
    return _has_suffix(s, suffix, start, end)


def expandtabs(s, tabsize: int = 8):
    if not -0x8000_0000 <= tabsize <= 0x7FFF_FFFF:
        raise OverflowError("Python int too large to convert to C int")
    pieces = []
    column = start = 0
    for i, c in enumerate(s):
        if c == "\t":
            pieces.append(s[start:i])
            start = i + 1
            if tabsize > 0:
                width = tabsize - column % tabsize
                pieces.append(" " * width)
                column += width
        elif c == "\n" or c == "\r":
            column = 0
        else:
            column += 1
    pieces.append(s[start:])
    return "".join(pieces)


def find(s, sub: str, start: int | None = None, end: int | None = None):
    return rt.weft_str_find(s, sub, 0 if start is None else start, len(s) if end is None else end, False)


def index(s, sub: str, start: int | None = None, end: int | None = None):
    at = rt.weft_str_find(s, sub, 0 if start is None else start, len(s) if end is None else end, False)
    if at < 0:
        raise ValueError("substring not found")
    return at


def isalnum(s):
    return rt.weft_str_is(s, "alnum")


def isalpha(s):
    return rt.weft_str_is(s, "alpha")


def isascii(s):
    return rt.weft_str_is(s, "ascii")


def isdecimal(s):
    return rt.weft_str_is(s, "decimal")


def isdigit(s):
    return rt.weft_str_is(s, "digit")


def isidentifier(s):
    return rt.weft_str_is(s, "identifier")


def islower(s):
    return rt.weft_str_is(s, "lower")


def isnumeric(s):
    return rt.weft_str_is(s, "numeric")


def isprintable(s):
    return rt.weft_str_is(s, "printable")


def isspace(s):
    return rt.weft_str_is(s, "space")


def istitle(s):
    return rt.weft_str_is(s, "title")


def isupper(s):
    return rt.weft_str_is(s, "upper")


def ljust(s, width: int, fillchar: str = " "):
    return rt.weft_str_pad(s, width, fillchar, "left")


def lower(s):
    return rt.weft_str_case(s, "lower")


def lstrip(s, chars: str | None = None):
    return rt.weft_str_strip(s, chars, "left")


def maketrans(x, y: str, *z):
    """str.maketrans(x, y) and str.maketrans(x, y, z); the form with one dict isn't built: pass that dict."""
    if len(x) != len(y):
        raise ValueError("the first two maketrans arguments must have equal length")
    table = {ord(a): ord(b) for a, b in zip(x, y)}
    match z:
        case ():
            return table
        case (deleted,):
            for c in deleted:
                table[ord(c)] = None
            return table
    raise TypeError(f"maketrans expected at most 3 arguments, got {len(z) + 2}")


def partition(s, sep: str):
    at = _place(s, sep, 0)
    if at < 0:
        return s, "", ""
    return s[:at], sep, s[at + len(sep) :]


def removeprefix(s, prefix: str):
    return rt.weft_str_remove_affix(s, prefix, False)


def removesuffix(s, suffix: str):
    return rt.weft_str_remove_affix(s, suffix, True)


def replace(s, old: str, new: str, count: int = -1):
    return rt.weft_str_replace(s, old, new, count)


def rfind(s, sub: str, start: int | None = None, end: int | None = None):
    return rt.weft_str_find(s, sub, 0 if start is None else start, len(s) if end is None else end, True)


def rindex(s, sub: str, start: int | None = None, end: int | None = None):
    at = rt.weft_str_find(s, sub, 0 if start is None else start, len(s) if end is None else end, True)
    if at < 0:
        raise ValueError("substring not found")
    return at


def rjust(s, width: int, fillchar: str = " "):
    return rt.weft_str_pad(s, width, fillchar, "right")


def rpartition(s, sep: str):
    at = _place(s, sep, 1)
    if at < 0:
        return "", "", s
    return s[:at], sep, s[at + len(sep) :]


def rsplit(s, sep: str | None = None, maxsplit: int = -1):
    return rt.weft_str_split(s, sep, maxsplit, True)


def rstrip(s, chars: str | None = None):
    return rt.weft_str_strip(s, chars, "right")


def split(s, sep: str | None = None, maxsplit: int = -1):
    return rt.weft_str_split(s, sep, maxsplit, False)


def splitlines(s, keepends=False):
    if keepends:
        return rt.weft_str_splitlines(s, True)
    return rt.weft_str_splitlines(s, False)


def startswith(s, prefix, start: int | None = None, end: int | None = None):
    if isinstance(prefix, tuple):
        for part in prefix:
            if not isinstance(part, str):
                raise TypeError(f"tuple for startswith must only contain str, not {rt.class_name(part)}")
            if _has_prefix(s, part, start, end):
                return True
        return False
    if not isinstance(prefix, str):
        raise TypeError(f"startswith first arg must be str or a tuple of str, not {rt.class_name(prefix)}")
    return _has_prefix(s, prefix, start, end)


def strip(s, chars: str | None = None):
    return rt.weft_str_strip(s, chars, "both")


def swapcase(s):
    return rt.weft_str_case(s, "swap")


def title(s):
    return rt.weft_str_case(s, "title")


def translate(s, table):
    pieces = []
    for c in s:
        code = ord(c)
        if code not in table:
            pieces.append(c)
            continue
        item = table[code]
        if item is None:
            continue
        if isinstance(item, str):
            pieces.append(item)
        elif isinstance(item, int):
            if item < 0 or item > 0x10FFFF:
                raise ValueError("character mapping must be in range(0x110000)")
            pieces.append(chr(item))
        else:
            raise TypeError("character mapping must return integer, None or str")
    return "".join(pieces)


def upper(s):
    return rt.weft_str_case(s, "upper")


def zfill(s, width: int):
    return rt.weft_str_pad(s, width, "0", "zeros")


def _bounds(n, start, end):
    """Where a search begins and ends: counted from the start, the end not beyond n. The begin may lie
    beyond it."""
    low = 0 if start is None else start
    high = n if end is None else end
    if low < 0:
        low += n
        if low < 0:
            low = 0
    if high > n:
        high = n
    elif high < 0:
        high += n
        if high < 0:
            high = 0
    return low, high


def _has_prefix(s, prefix, start, end):
    if start is None and end is None:
        return rt.weft_str_affix(s, prefix, False)
    low, high = _bounds(len(s), start, end)
    return high - low >= len(prefix) and rt.weft_str_affix(s[low:high], prefix, False)


def _has_suffix(s, suffix, start, end):
    if start is None and end is None:
        return rt.weft_str_affix(s, suffix, True)
    low, high = _bounds(len(s), start, end)
    return high - low >= len(suffix) and rt.weft_str_affix(s[low:high], suffix, True)


def _place(s, sep, last):
    """Where the separator stands first, or last; -1: nowhere."""
    if len(sep) == 0:
        raise ValueError("empty separator")
    if last:
        return rt.weft_str_find(s, sep, 0, len(s), True)
    return rt.weft_str_find(s, sep, 0, len(s), False)
