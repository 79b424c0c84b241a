"""Numbers that the runtime's calls are given or give, by name.

Those that Python code passes on are an IntEnum; of the others it only writes the numbers down. Library code names those
of its arguments by text: `rt.weft_str_is(s, "ascii")` (operations/runtime.py).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from weftc.abi.in_c import in_c

# --- how a call came out ----------------------------------------------------------------------------------------------


@in_c("Status", "STATUS_")
class Status:
    """the worker's, a wasm global: tested after each call that may suspend or raise"""

    RUNNING: Final = 0
    SUSPENDING: Final = 1
    RAISING: Final = 2


@in_c("Outcome", "OUTCOME_")
class Outcome:
    """of the last blocking call"""

    VALUE: Final = 0
    CLOSED: Final = 1
    TIMEOUT: Final = 2
    DEFAULT: Final = 3
    ERROR: Final = 4


@in_c("ChannelLayout", "CHANNEL_")
class ChannelLayout:
    """where a channel's values are"""

    RING: Final = 24  # its struct Ring
    ITEM: Final = 16  # bytes of a value, its payload first


@in_c("GateLayout", "GATE_")
class GateLayout:
    """what compiled code knows of a gate"""

    SHARED: Final = 16  # a word, of which these bytes count:
    SHARED_MASK: Final = 0x010000FF  # `shared` as in struct Object, and whether too few are free to be taken in passing
    WORD: Final = 48
    ALL: Final = 4  # in Worker.taken, beside the handle: not one permit, but all 2**32 - 1


@in_c("Merge", "MERGE_")
class Merge:
    """what weft_set_merge leaves to do"""

    DONE: Final = 0
    KEYS: Final = 1  # the other's keys are to be added one by one
    PLACES: Final = 2  # they are to be put where the other has them, one by one


# --- errors -----------------------------------------------------------------------------------------------------------


@in_c("IndexOf", "INDEX_")
class IndexOf:
    """what was indexed, as IndexError tells it"""

    LIST: Final = 0
    LIST_STORE: Final = 1  # list assignment
    STR: Final = 2
    TUPLE: Final = 3
    RANGE: Final = 4


@in_c("Division", "DIVISION_")
class Division:
    """what was divided by zero, as ZeroDivisionError tells it"""

    INT: Final = 0  # int / int
    INT_FLOOR: Final = 1  # int // int
    INT_MOD: Final = 2
    FLOAT: Final = 3
    FLOAT_FLOOR: Final = 4
    FLOAT_MOD: Final = 5


@in_c("Unbound", "UNBOUND_")
class Unbound(IntEnum):
    """which kind of variable has no value"""

    LOCAL = 0
    GLOBAL = 1
    FREE = 2


# --- texts and slices -------------------------------------------------------------------------------------------------


@in_c("Given", "GIVEN_")
class Given:
    """bits: which parts of a slice are there"""

    START: Final = 1
    STOP: Final = 2
    STEP: Final = 4


@in_c("StrCase", "CASE_")
class StrCase:
    """what letters become; all of Unicode"""

    LOWER: Final = 0
    UPPER: Final = 1
    TITLE: Final = 2
    CAPITALIZE: Final = 3
    SWAP: Final = 4
    FOLD: Final = 5


@in_c("StrTest", "IS_")
class StrTest:
    """what str.isalpha and the others ask"""

    ALPHA: Final = 0
    DIGIT: Final = 1
    ALNUM: Final = 2
    SPACE: Final = 3
    UPPER: Final = 4
    LOWER: Final = 5
    DECIMAL: Final = 6
    NUMERIC: Final = 7
    IDENTIFIER: Final = 8
    PRINTABLE: Final = 9
    ASCII: Final = 10
    TITLE: Final = 11


@in_c("Side", "SIDE_")
class Side:
    """bits: where a text is stripped"""

    LEFT: Final = 1
    RIGHT: Final = 2
    BOTH: Final = 3


@in_c("Pad", "PAD_")
class Pad:
    """where the text stands in what is padded"""

    LEFT: Final = 0
    RIGHT: Final = 1
    CENTER: Final = 2
    ZEROS: Final = 3  # at the right, zeros behind its sign


# --- numbers ----------------------------------------------------------------------------------------------------------


@in_c("Whole", "WHOLE_")
class Whole:
    """which whole number a float gives"""

    FLOOR: Final = 0
    CEIL: Final = 1
    TRUNC: Final = 2
    EXPONENT: Final = 3  # math.frexp(x)[1]


# --- files ------------------------------------------------------------------------------------------------------------


@in_c("Stream", "STREAM_")
class Stream:
    """the standard streams"""

    IN: Final = 0
    OUT: Final = 1
    ERROR: Final = 2


@in_c("Encoding", "ENCODING_")
class Encoding:
    """of a file; the bits of how a file is read that ENCODING_BITS masks"""

    UTF8: Final = 0
    LATIN1: Final = 1
    ASCII: Final = 2
    BITS: Final = 3


@in_c("Newline", "NEWLINE_")
class Newline:
    """what ends a line, in the bits from NEWLINE_SHIFT on"""

    ANY: Final = 0
    KEPT: Final = 1
    LF: Final = 2
    CR: Final = 3
    CRLF: Final = 4
    SHIFT: Final = 2
