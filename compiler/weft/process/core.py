"""Processes: tasks with a mailbox, whose ends others hear of.

A signal (a link, a monitor, an exit) is an item of the mailbox. A process heeds those that are there when it receives,
links, unlinks or ends; an exit that it doesn't trap aborts its task besides. So all that a process knows is its own.
"""

from __future__ import annotations

import time

from weft import Atomic, sleep
from weft import spawn as start_task
from weft.process.life import live
from weft.process.messages import Down, Exit, ProcessExit
from weft.process.own import deliver, signal_exit
from weft.process.place import drop_name, named, need_pid, new_pid, own, put_name, start
from weft.process.refs import Ref, Timer
from weft.process.signals import Link, Named, Signal, Watch


def spawn(f, *args, **kwargs):
    """Start `f(*args, **kwargs)` as a process."""
    pid = new_pid()
    start(live, f, pid, None, False, *args, **kwargs)
    return pid


def spawn_link(f, *args, **kwargs):
    """The same, linked to this process."""
    mine, pid, bond = running(), new_pid(), Atomic(1)
    start(live, f, pid, Link(mine.pid, bond), False, *args, **kwargs)
    mine.tied().add_link(Link(pid, bond))
    return pid


def spawn_monitor(f, *args, **kwargs):
    """The same, monitored by this process: (pid, ref)."""
    pid, ref = new_pid(), Ref(Atomic(1))
    start(live, f, pid, Watch(running().pid, ref), False, *args, **kwargs)
    return pid, ref


def run(main, *args, **kwargs):
    """Run `main` as a process, and return what it does, or raise its error."""
    return start(live, main, new_pid(), None, True, *args, **kwargs).join()


def running():
    """The running process's state."""
    mine = own()
    if mine is None:
        raise RuntimeError("this task is no process: start one by process.spawn, or by process.run(main)")
    return mine


def self_():
    """The running process."""
    return running().pid


def process_of(target):
    """A process by itself or by its name."""
    if not isinstance(target, str):
        return need_pid(target)
    pid = whereis(target)
    if pid is None:
        raise ValueError(f"no process is named {target!r}")
    return pid


def send(target, message):
    """Put a copy of the message into the mailbox of a process, or of that of the name. Nothing happens if it has
    ended."""
    deliver(process_of(target), message)


def receive(accept=None, timeout=None):
    """The first message that `accept` accepts; the others stay, in their order."""
    mine = running()
    if mine.kept:
        for place, item in enumerate(mine.kept):
            if not isinstance(item, Signal) and (accept is None or accept(item)):
                del mine.kept[place]
                return item
    deadline = None if timeout is None else time.monotonic() + timeout
    while True:
        try:
            item = mine.pid._recv(None if deadline is None else max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            raise TimeoutError(f"no such message came within {timeout} seconds") from None
        if isinstance(item, Signal):
            mine.heeds(item)
        elif accept is None or accepts(accept, item, mine):
            return item


def accepts(accept, item, mine):
    """What it refuses is kept, and what it can't decide about."""
    accepted = False
    try:
        accepted = accept(item)
    finally:
        if not accepted:
            mine.keep(item)
    return accepted


def link(pid):
    """From now on this process and the other end together, unless one ends normally or traps exits."""
    mine = running()
    need_pid(pid)
    mine.drain()
    if pid == mine.pid or mine.tied().link_with(pid) is not None:
        return
    bond = Atomic(1)
    if deliver(pid, Link(mine.pid, bond)):
        mine.tied().add_link(Link(pid, bond))
    elif mine.pid._traps:
        deliver(mine.pid, Exit(pid, "noproc"))
    else:
        raise ProcessExit("noproc")


def unlink(pid):
    """No more; nothing happens if they aren't linked."""
    mine = running()
    need_pid(pid)
    mine.drain()
    found = mine.tied().link_with(pid)
    if found is not None:
        found.bond.swap(0)


def monitor(target):
    """Be sent `Down` when the process ends, or at once if it has."""
    mine, pid, ref = running(), process_of(target), Ref(Atomic(1))
    if not deliver(pid, Watch(mine.pid, ref)):
        deliver(mine.pid, Down(ref, pid, "noproc"))
    return ref


def demonitor(ref, flush=False):
    """Be told no more. `flush`: a `Down` that is there already goes, too."""
    mine = running()
    ref._bond.swap(0)
    if flush:
        mine.drain()
        mine.kept = [item for item in mine.kept or () if not isinstance(item, Down) or item.ref != ref]


def trap_exit(flag):
    """Whether exits of linked processes come as messages from now on; whether they did."""
    return running().pid._trap(flag)


def exit(pid, reason):
    """Send an exit signal: it ends a process that traps no exits, for others it is a message. "normal" ends nobody but
    oneself; "kill" can't be trapped."""
    mine = own()
    need_pid(pid)
    sender = pid if mine is None else mine.pid
    if sender == pid and mine is not None and not mine.pid._traps:
        raise ProcessExit("killed" if isinstance(reason, str) and reason == "kill" else reason)
    signal_exit(pid, sender, reason, False)


def register(name, pid):
    """Give a process a name, until it ends."""
    if need_pid(pid)._closed:
        raise ValueError(f"{pid!r} has ended")
    if not put_name(name, pid):
        raise ValueError(f"another process is named {name!r}")
    if not deliver(pid, Named(name)):
        drop_name(name, pid)


def unregister(name):
    """Take the name away. Raises ValueError if there is none."""
    if not drop_name(name, None):
        raise ValueError(f"no process is named {name!r}")


def whereis(name):
    """The process of the name, or None."""
    pid = named(name)
    return None if pid is None or pid._closed else pid


def send_after(seconds, target, message):
    """Send the message in so many seconds."""
    if not isinstance(target, str):
        need_pid(target)
    bond = Atomic(1)
    return Timer(bond, start_task(fire, bond, seconds, target, message))


def fire(bond, seconds, target, message):
    sleep(seconds)
    pid = whereis(target) if isinstance(target, str) else target
    if bond.swap(0) and pid is not None:
        deliver(pid, message)


def cancel_timer(timer):
    """Whether the message will not be sent."""
    cancelled = timer._bond.swap(0) == 1
    if cancelled:
        timer._task.abort()
    return cancelled
