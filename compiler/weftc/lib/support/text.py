"""How containers, channels and tasks print; ascii()."""

import rt


def being_told():
    return []


def begin_telling(x):
    """False if x is being told already."""
    told = rt.per_task(being_told)
    for other in told:
        if other is x:
            return False
    told.append(x)
    return True


def end_telling():
    rt.per_task(being_told).pop()


def repr_once(x, within_itself: str):
    """repr(x) of a container that may hold itself."""
    if not begin_telling(x):
        return within_itself
    try:
        return rt.whole_repr(x)
    finally:
        end_telling()


def list_repr(xs):
    return "[" + ", ".join([repr(x) for x in xs]) + "]"


def dict_repr(d):
    return "{" + ", ".join([f"{key!r}: {value!r}" for key, value in d.items()]) + "}"


def set_repr(s):
    return "{" + ", ".join([repr(x) for x in s]) + "}" if s else "set()"


def frozenset_repr(s):
    return "frozenset({" + ", ".join([repr(x) for x in s]) + "})" if s else "frozenset()"


def named_set_repr(s, items, name: str):
    """Of a set or frozenset whose class derives from these, and may say how it is gone through."""
    return name + "({" + ", ".join([repr(x) for x in items]) + "})" if s else name + "()"


def tuple_repr(xs):
    """Of a tuple of any length."""
    if len(xs) == 1:
        return "(" + repr(xs[0]) + ",)"
    return "(" + ", ".join([repr(x) for x in xs]) + ")"


def to_ascii(s):
    """What ascii() makes of a repr: everything beyond ASCII escaped."""
    if s.isascii():
        return s
    pieces = []
    for c in s:
        n = ord(c)
        if n < 128:
            pieces.append(c)
        elif n < 256:
            pieces.append(f"\\x{n:02x}")
        elif n < 65536:
            pieces.append(f"\\u{n:04x}")
        else:
            pieces.append(f"\\U{n:08x}")
    return "".join(pieces)


def channel_repr(ch):
    return f"<Channel {rt.weft_channel_number(ch)} capacity={ch.capacity}>"


def queue_repr(queue):
    return f"<Queue {rt.weft_channel_number(queue)} maxsize={queue.maxsize}>"


def pid_repr(pid):
    return f"<Pid {rt.weft_channel_number(pid)}>"


def task_repr(task):
    return f"<Task {task.id} {task.name}>"
