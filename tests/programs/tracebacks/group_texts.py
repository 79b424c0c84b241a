# texts of several lines, of none, of a class's own; what splits lines
class Telling(Exception):
    def __str__(self):
        return "told\n  in lines\n"


class Group(ExceptionGroup):
    pass


raise Group(
    "two\nlines",
    [
        ValueError(),
        ValueError("a\n\nb"),
        Telling(1, [2]),
        KeyError("k\nl"),
        OSError("x\r\ny\rz\x0bv\x0cf\x1cg\x85n\u2028s\u2029e"),
        ExceptionGroup("", [KeyError([1])]),
    ],
)
