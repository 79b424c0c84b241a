"""What processes need of the place where they run: mailboxes, the state of the running process, and the table of names.
(Compiled programs have another: weftc/lib/std/weft/process/place.py.)"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weft.channel import Channel
from weft.crossing import Handle
from weft.monitor import Record, monitor
from weft.names import checked
from weft.task import Task, spawn_for

_names: dict[str, Pid] = {}


class Pid(Handle):
    """A process, known by its mailbox; the same object wherever it is sent. Made by `spawn`."""

    __slots__ = ("_box", "_owner", "_traps")

    def __init__(self, box: _Mailbox) -> None:
        self._box = box
        self._owner: Record | None = None
        self._traps = False

    def _send(self, item: Any) -> None:
        """Raises Closed if the process has ended."""
        self._box.send(item)

    def _recv(self, timeout: float | None = None) -> Any:
        """The next item. Raises TimeoutError after `timeout` seconds."""
        return self._box.recv(timeout)

    def _close(self) -> None:
        self._box.close()

    def _count(self) -> int:
        return len(self._box)

    @property
    def _closed(self) -> bool:
        return self._box.closed

    def _adopt(self) -> None:
        """The running task is the process."""
        self._owner = monitor.here()

    def _abort(self) -> None:
        """Abort its task, if it has begun."""
        with monitor.lock:
            if self._owner is not None:
                monitor.abort(self._owner)

    def _trap(self, flag: object) -> bool:
        """Whether exits come as messages from now on; whether they did."""
        before, self._traps = self._traps, bool(flag)
        return before

    def __repr__(self) -> str:
        return repr(self._box)


class _Mailbox(Channel[Any]):
    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Pid {self._number}>"


def new_pid() -> Pid:
    """A process that has not begun."""
    return Pid(_Mailbox(None))


def need_pid(pid: object) -> Pid:
    if not isinstance(pid, Pid):
        raise TypeError(f"a process is given by its Pid, not {type(pid).__name__}")
    return pid


def start(within: Callable[..., Any], f: Callable[..., Any], *args: Any, **kwargs: Any) -> Task[Any]:
    """A task that begins with within(f, ...), and is named after `f`."""
    return spawn_for(None, f, args, kwargs, within=within)


def own() -> Any:
    """The state of the running process; None in a task that is none."""
    return monitor.here().process


def enter(state: Any) -> None:
    monitor.here().process = state


def apply(method: Callable[..., Any], server: object, args: tuple[Any, ...]) -> Any:
    """The method of the object. (Compiled, a server's code is made for its own methods.)"""
    return method(server, *args)


def put_name(name: str, pid: Pid) -> bool:
    """Whether the name was free, and is the process's now."""
    with monitor.lock:
        known = _names.get(checked(name))
        if known is not None and not known._box._closed:  # the lock is ours
            return False
        _names[name] = pid
        return True


def named(name: str) -> Pid | None:
    """The process of the name, that may have ended; None: there is none."""
    with monitor.lock:
        return _names.get(checked(name))


def drop_name(name: str, pid: Pid | None) -> bool:
    """Whether the name was the process's. None: whoever's."""
    with monitor.lock:
        known = _names.get(checked(name))
        if known is None or not (pid is None or known is pid):
            return False
        del _names[name]
        return True
