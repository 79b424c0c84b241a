"""wasmtime, or one clear message where there is none that can be used.

Which versions are allowed has no upper end: Weft's tests run with the newest that there is (`make test-newest`). But
Weft uses names of wasmtime-py that are nobody's promise, so a later one may lack some.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weftc.cli.arguments import wrong

#: the major version that the tests ran with
TESTED = 50
_HELP = f"pip install 'wasmtime=={TESTED}.*' brings one that Weft was tested with"


@contextmanager
def needs_engine() -> Iterator[None]:
    """Around an import of what uses wasmtime: raises Usage if it isn't there, or isn't one that can be used."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name != "wasmtime":
            raise
        raise wrong("running programs needs the package wasmtime, which isn't installed", _HELP) from None
    except (ImportError, AttributeError, OSError) as error:
        raise wrong(f"Weft can't use wasmtime {version()}: {error}", _HELP) from None


def doubt() -> str | None:
    """What to try if running fails with this wasmtime: it is newer than any that Weft was tested with."""
    found = version()
    major = found.partition(".")[0]
    return f"wasmtime is {found} here; {_HELP}" if major.isdigit() and int(major) > TESTED else None


def version() -> str:
    """wasmtime's; empty if it isn't installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("wasmtime")
    except PackageNotFoundError:
        return ""
