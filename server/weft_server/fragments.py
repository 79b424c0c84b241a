"""What a link's text holds. The page writes `1.` and then, deflated and in base64url, `{"source": …, "stdin": …}`.

Texts of other forms are kept as they are: the page says what it can't read. What claims to be of its form is looked
into, so that no link is kept that the page could not open, or that would fill a browser's memory.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

VERSION = "1."
#: what JSON may add to a program's bytes (`\\u001f`), and what there is beside it
ESCAPE_BYTES, SPARE_BYTES = 6, 4 << 10


class FragmentError(ValueError):
    """Why a text of the page's form holds no program."""


class TooLarge(FragmentError):
    """It holds more than a program may have."""


def program_of(fragment: str, source_bytes: int) -> str | None:
    """The program's source, of so many bytes at most; None if the text is of another form. Raises FragmentError."""
    if not fragment.startswith(VERSION):
        return None
    packed = fragment.removeprefix(VERSION).rstrip("=")
    try:
        content = _inflate(
            base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True),
            source_bytes * ESCAPE_BYTES + SPARE_BYTES,
        )
        program: Any = json.loads(content)
    except (ValueError, zlib.error, RecursionError) as error:
        if isinstance(error, TooLarge):
            raise
        raise FragmentError("it is damaged: no program can be read from it") from None
    source = program.get("source") if isinstance(program, dict) else None
    if not isinstance(source, str) or not isinstance(program.get("stdin", ""), str):
        raise FragmentError("it holds something else than a program")
    if len(source.encode("utf-8", "surrogatepass")) > source_bytes:
        raise TooLarge(f"its program is larger than {source_bytes} bytes")
    return source


def _inflate(packed: bytes, limit_bytes: int) -> str:
    """Never makes more than `limit_bytes`, however small the packed bytes are."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    content = stream.decompress(packed, limit_bytes + 1)
    if len(content) > limit_bytes:
        raise TooLarge(f"its program and input take more than {limit_bytes} bytes")
    if not stream.eof or stream.unused_data:
        raise FragmentError("it does not end where it should")
    return content.decode()
