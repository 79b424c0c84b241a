"""open()."""

import rt


def open_file(path: str, mode: str, reading: int):
    """`reading`: see builtins/streams.py. What died with text that waits to be written is written first, as where files
    are closed when their last reference goes: asked for once, it is collected at the loop's poll."""
    while rt.weft_file_unsettled():
        pass
    return rt.open_file(path, mode, reading)
