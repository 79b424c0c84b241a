"""The names that CPython 3.13 suggests behind an uncaught NameError or AttributeError ("Did you mean: 'total'?").

In: the name that isn't there and those that are. Out: those that are near, the nearest first; of equally near ones the
first. Nearness is a distance of edits: 2 to add, leave out or change a byte of UTF-8, 1 to change its case; a third of
both names may change. The tables hold what a running CPython would know.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

_MOVE, _CASE = 2, 1
#: names longer than this, without what both begin and end with, are never near
_LONGEST = 40
#: CPython looks for nothing in more names
MOST_NAMES = 750

#: in the order of `vars(builtins)`, for of equally near names the first is taken
BUILTIN_NAMES = (
    "__name__ __doc__ __package__ __loader__ __spec__ __build_class__ __import__ abs all any ascii bin "
    "breakpoint callable chr compile delattr dir divmod eval exec format getattr globals hasattr hash hex "
    "id input isinstance issubclass iter aiter len locals max min next anext oct ord pow print repr round "
    "setattr sorted sum vars None Ellipsis NotImplemented False True bool memoryview bytearray bytes "
    "classmethod complex dict enumerate filter float frozenset property int list map object range "
    "reversed set slice staticmethod str super tuple type zip __debug__ BaseException BaseExceptionGroup "
    "Exception GeneratorExit KeyboardInterrupt SystemExit ArithmeticError AssertionError AttributeError "
    "BufferError EOFError ImportError LookupError MemoryError NameError OSError ReferenceError "
    "RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError Warning "
    "FloatingPointError OverflowError ZeroDivisionError BytesWarning DeprecationWarning EncodingWarning "
    "FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning "
    "UnicodeWarning UserWarning BlockingIOError ChildProcessError ConnectionError FileExistsError "
    "FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError "
    "ProcessLookupError TimeoutError IndentationError _IncompleteInputError IndexError KeyError "
    "ModuleNotFoundError NotImplementedError PythonFinalizationError RecursionError UnboundLocalError "
    "UnicodeError BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError "
    "TabError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError ExceptionGroup EnvironmentError "
    "IOError open quit exit copyright credits license help"
).split()
#: `sys.stdlib_module_names`
_MODULES = frozenset(
    (
        "__future__ _abc _aix_support _android_support _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn "
        "_codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize "
        "_compat_pickle _compression _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal "
        "_elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp "
        "_interpchannels _interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase "
        "_md5 _multibytecodec _multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped "
        "_pickle _posixshmem _posixsubprocess _py_abc _pydatetime _pydecimal _pyio _pylong _pyrepl _queue "
        "_random _scproxy _sha1 _sha2 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat "
        "_statistics _string _strptime _struct _suggestions _symtable _sysconfig _thread _threading_local "
        "_tkinter _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _wmi _zoneinfo "
        "abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile "
        "calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser "
        "contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis "
        "doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions "
        "ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac "
        "html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache locale "
        "logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath "
        "nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform "
        "plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data "
        "pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select "
        "selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile "
        "sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys "
        "sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token "
        "tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest "
        "urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile "
        "zipimport zlib zoneinfo"
    ).split()
)
#: what every object of a class has
OBJECT_NAMES = (
    "__class__ __delattr__ __dict__ __dir__ __doc__ __eq__ __firstlineno__ __format__ __ge__ "
    "__getattribute__ __getstate__ __gt__ __hash__ __init__ __init_subclass__ __le__ __lt__ __module__ "
    "__ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __static_attributes__ "
    "__str__ __subclasshook__ __weakref__"
).split()
#: what the globals of every module begin with
MODULE_NAMES = (
    "__name__ __doc__ __package__ __loader__ __spec__ __annotations__ __builtins__ __file__ __cached__".split()
)
#: what objects of built-in types have, by the type's name
BUILT_IN_ATTRIBUTES: dict[str, list[str]] = {
    "str": (
        "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum "
        "isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper "
        "join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust "
        "rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill"
    ).split(),
    "list": ("append clear copy count extend index insert pop remove reverse sort").split(),
    "dict": ("clear copy fromkeys get items keys pop popitem setdefault update values").split(),
    "set": (
        "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset "
        "issuperset pop remove symmetric_difference symmetric_difference_update union update"
    ).split(),
    "frozenset": (
        "copy difference intersection isdisjoint issubset issuperset symmetric_difference union"
    ).split(),
    "tuple": ("count index").split(),
    "int": (
        "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes"
    ).split(),
    "float": ("as_integer_ratio conjugate fromhex hex imag is_integer real").split(),
    "range": ("count index start step stop").split(),
}
EXCEPTION_NAMES = [
    "__cause__",
    "__context__",
    "__dict__",
    "__setstate__",
    "__suppress_context__",
    "__traceback__",
    "add_note",
    "args",
    "with_traceback",
]


def behind_name_error(name: str, near: str | None) -> str:
    """What follows "name '...' is not defined" in a traceback."""
    out = _did_you_mean(near)
    if name in _MODULES:
        out += f"{' Or' if out else '.'} {'did' if out else 'Did'} you forget to import '{name}'?"
    return out


def behind_attribute_error(near: str | None) -> str:
    """What follows "... has no attribute '...'"."""
    return _did_you_mean(near)


def _did_you_mean(near: str | None) -> str:
    return f". Did you mean: '{near}'?" if near is not None else ""


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that are near, the nearest first."""
    found: dict[str, int] = {}
    size, letters = len(name.encode("utf-8", "surrogatepass")), _letters(name)
    for other in names:
        limit = (size + len(other) + 3) * _MOVE // 6
        theirs = _letters(other)
        apart = max((letters & ~theirs).bit_count(), (theirs & ~letters).bit_count())
        if apart * _MOVE <= limit or not other.isascii():
            if other != name and other not in found and (distance := _near(name, other)) is not None:
                found[other] = distance
    return sorted(found, key=found.__getitem__)


@cache
def _letters(name: str) -> int:
    """A set of letters, as bits; some share one."""
    out = 0
    for byte in name.lower().encode("utf-8", "surrogatepass"):
        out |= 1 << (byte & 63)
    return out


def _near(name: str, other: str) -> int | None:
    """How far two names are apart, unless they are too far."""
    a, b = name.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass")
    limit = (len(a) + len(b) + 3) * _MOVE // 6
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if a and b and max(len(a), len(b)) > _LONGEST:
        return None
    row = [_MOVE * k for k in range(len(b) + 1)]
    for k, left in enumerate(a, 1):
        before, row[0] = row[0], _MOVE * k
        for n, right in enumerate(b, 1):
            cost = 0 if left == right else _CASE if _folded(left) == _folded(right) else _MOVE
            before, row[n] = row[n], min(before + cost, row[n] + _MOVE, row[n - 1] + _MOVE)
    return row[-1] if row[-1] <= limit else None


def _folded(byte: int) -> int:
    return byte + 32 if 65 <= byte <= 90 else byte
