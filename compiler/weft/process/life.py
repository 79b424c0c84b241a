"""The life of a process. (A module to itself: tasks that begin in it are named after what it calls.)"""

from __future__ import annotations

from weft import Cancelled, shield
from weft.process.messages import ProcessExit
from weft.process.own import Own
from weft.process.place import enter


def live(f, pid, first, is_main, *args, **kwargs):
    """The life of a process. `first`: a signal from who has started it. An error that nobody hears of, or that of the
    main one, is the task's."""
    mine = Own(pid)
    enter(mine)
    pid._adopt()
    if first is not None:
        mine.heeds(first)
    try:
        if pid._count():  # whoever has ended it by now found no task to abort
            mine.drain()
            if mine.ties is not None and mine.ties.killed is not None:
                pid._abort()
        result = f(*args, **kwargs)
    except Cancelled:
        reason, by_link = killed(mine)
        told = mine.end(reason)
        if is_main or (by_link and not told and not is_quiet(reason)):
            raise ProcessExit(reason) from None
        raise
    except ProcessExit as error:
        if not mine.end(error.reason) and not is_quiet(error.reason) or is_main:
            raise
    except BaseException as error:
        if not mine.end(error) or is_main:
            raise
    else:
        mine.end("normal")
        return result


def killed(mine):
    """Why its task is being aborted, and whether that came by a link."""
    with shield():
        mine.drain()
    why = mine.tied().killed
    return ("killed", False) if why is None else (why.reason, why.by_link)


def is_quiet(reason):
    """Is it no failure that somebody must hear of?"""
    return isinstance(reason, str) and (reason == "normal" or reason == "shutdown" or reason == "killed")
