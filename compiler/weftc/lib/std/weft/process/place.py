"""What processes need of the place where they run, compiled: the state of the running one, and the table of names. (The
package for CPython has another; the other files of weft.process are the same.)"""

import rt
from weft import spawn
from weft.process import Pid
from weftc.lib.support.names import held_table, key_of


def new_pid():
    """A process that has not begun."""
    return rt.mailbox()


def need_pid(pid):
    if not isinstance(pid, Pid):
        raise TypeError(f"a process is given by its Pid, not {rt.class_name(pid)}")
    return pid


def start(within, f, *args, **kwargs):
    """A task that begins with within(f, ...), and is named after `f`."""
    return spawn(within, f, *args, **kwargs)


def own():
    """The state of the running process; None in a task that is none."""
    return rt.own()


def enter(state):
    rt.set_own(state)


def apply(method, server, args):
    """The method of the object. Where it is of another class, that never happens: a server's code is made for its own
    methods."""
    if rt.fits(method, server):
        return method(server, *args)
    raise AssertionError(rt.class_name(server))


def put_name(name, pid):
    """Whether the name was free, and is the process's now."""
    gate = held_table()
    try:
        kept = rt.name_find(rt.names_of("process"), key_of("process", name))
        if kept is not None and not rt.cell_get(kept)._closed:
            return False
        rt.name_keep(rt.names_of("process"), key_of("process", name), rt.cell_new(pid))
        return True
    finally:
        rt.weft_gate_release(gate, 1)


def named(name):
    """The process of the name, that may have ended; None: there is none."""
    gate = held_table()
    try:
        kept = rt.name_find(rt.names_of("process"), key_of("process", name))
        return None if kept is None else rt.cell_get(kept)
    finally:
        rt.weft_gate_release(gate, 1)


def drop_name(name, pid):
    """Whether the name was the process's. None: whoever's."""
    gate = held_table()
    try:
        kept = rt.name_find(rt.names_of("process"), key_of("process", name))
        if kept is None or not (pid is None or rt.cell_get(kept) == pid):
            return False
        return rt.weft_names_drop(key_of("process", name), rt.weft_monotonic())
    finally:
        rt.weft_gate_release(gate, 1)
