"""open(), and what a file tells of itself."""

import rt


def open_file(path: str, mode: str, encoding: str, reading: int):
    """`reading`: see builtins/streams.py. What died with text that waits to be written is written first, as where files
    are closed when their last reference goes: asked for once, it is collected at the loop's poll."""
    while rt.weft_file_unsettled():
        pass
    return rt.open_file(path, mode, f"{path}\0{mode}\0{encoding}", reading)


def told(f, part: int):
    """The name, the mode or the encoding that open() was given: 0, 1, 2."""
    return rt.weft_file_about(f).split("\0")[part]


def repr_of(f):
    name, mode, encoding = rt.weft_file_about(f).split("\0")
    return f"<_io.TextIOWrapper name={name!r} mode={mode!r} encoding={encoding!r}>"
