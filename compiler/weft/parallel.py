"""Scopes whose tasks run on workers of their own."""

from __future__ import annotations

from weft.scope import scope


class parallel(scope):
    """`with parallel() as p:` is a scope, each of whose tasks runs on a thread of its own as far as there are workers.

    Under CPython every task has one. Compiled, further tasks run as others do, so that none waits for another's end.
    """

    __slots__ = ()
    _words = ("parallel", "was not left")
