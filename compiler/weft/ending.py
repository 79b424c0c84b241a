"""How a program ends: after main, by an error nobody joined, or in a deadlock.

When main has ended, the program goes on until no task can run. Those still parked are then aborted, and their
cleanup runs. If main ended by an exception (`sys.exit` too), the others are aborted at once.

In Pyodide no process ends. There what a page has run is a program's main; its end comes when the page's event loop goes
on, and another main may follow.
"""

from __future__ import annotations

import atexit
import dis
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from functools import partial
from types import FrameType
from typing import NoReturn

from weft.monitor import Record, monitor
from weft.outcome import Err, Ok

ABORT_ROUNDS = 16
"""How often a task that won't end is aborted at the program's end; a cleanup may block, and survive some."""

FAILED = 1
INTERRUPTED = 130


def install() -> None:
    """Have `_end_program` called when main has ended, and `_deadlock` when it can't."""
    if sys.platform == "emscripten":
        monitor.on_deadlock = _end_main_in_page
        monitor.on_spawn = _end_later_in_page
        return
    monitor.on_deadlock = _deadlock
    outermost = _outermost_frame_of_main()
    register = threading._register_atexit  # type: ignore[attr-defined]
    register(lambda: _end_program(outermost))


def _end_program(main: FrameType) -> None:
    for thread in monitor.other_threads():
        if not thread.daemon:
            thread.join()
    status, failed = _end_tasks(returned=_has_returned(main))
    if failed or status:
        atexit._run_exitfuncs()
        _exit(status or FAILED)


def _end_tasks(*, returned: bool) -> tuple[int, bool]:
    """Main has ended: the others end, and failures are reported. The status of an interrupt, and whether one failed."""
    _end_main(returned=returned)
    monitor.on_quiet = partial(_abort_parked, iter(range(ABORT_ROUNDS)))
    status = 0
    interrupts = 0
    for _ in range(ABORT_ROUNDS):
        try:
            if not _run_until_quiet():
                break
        except KeyboardInterrupt:
            interrupts += 1
            status = INTERRUPTED
            if interrupts > 1:
                break
        with monitor.lock:
            _abort_all(force=True)
    with monitor.lock:
        failed = list(monitor.failed.values())
    _report_failures(failed)
    return status, bool(failed)


def _abort_parked(rounds: Iterator[int]) -> bool:
    """On the stack of those that are still parked; False if that has been in vain too often. Lock held."""
    if next(rounds, None) is not None:
        _abort_all(force=True)
        return True
    if sys.platform != "emscripten":
        _report_failures(list(monitor.failed.values()))
        _exit(FAILED if monitor.failed else 0)
    return False


def let_go(record: Record, *, aborted: bool) -> None:
    """Give back what a task holds that is about to end, and say so, unless it is the program's end that ends it."""
    with monitor.lock:
        held = monitor.let_go(record)
        quiet = aborted and monitor.ending
    if held and not quiet:
        _write_error("".join(f"{record} has ended without releasing {each}\n" for each in held))


def _end_main(*, returned: bool) -> None:
    let_go(monitor.main, aborted=False)
    with monitor.lock:
        monitor.main_ended = True
        outcome = Ok(None) if returned else Err(SystemExit("main has ended by an exception"))
        monitor.end(monitor.main, outcome, failed=False)
        if not returned:
            _abort_all(force=False)


def _run_until_quiet() -> bool:
    """Wait until no task can run; whether any is left."""
    monitor.carrier.until_quiet()
    with monitor.lock:
        return bool(monitor.live)


def _abort_all(*, force: bool) -> None:
    """Lock held."""
    monitor.ending = True
    for record in list(monitor.live.values()):
        monitor.abort(record, force=force)


def _report_failures(failed: list[Record]) -> None:
    for record in sorted(failed, key=lambda record: record.id):
        assert isinstance(record.outcome, Err)
        spawned = f", spawned at\n{record.spawned_at}" if record.spawned_at else ""
        error = "".join(traceback.format_exception(record.outcome.error))
        _write_error(f"Uncaught exception in {record}, which nobody joined{spawned}\n{error}")


def _deadlock() -> NoReturn:
    """Report that main can never go on, and end the process. The monitor's lock is held."""
    _report_deadlock()
    _exit(FAILED)


def _end_main_in_page() -> None:
    """Report that main can never go on, and end it, and all others. The monitor's lock is held."""
    _report_deadlock()
    monitor.interrupt_main(SystemExit(FAILED))
    for record in list(monitor.live.values()):
        if record is not monitor.main:
            monitor.abort(record, force=True)


def _end_later_in_page() -> None:
    """The first task has been spawned."""
    import asyncio  # it takes long

    asyncio.get_event_loop().call_soon(_end_in_page)


def _end_in_page() -> None:
    _end_tasks(returned=True)
    monitor.restart()


def _report_deadlock() -> None:
    _report_failures(list(monitor.failed.values()))
    lines = ["Every task is parked:\n"]
    for record in sorted(monitor.live.values(), key=lambda record: record.id):
        assert record.park is not None
        lines.append(f"{record} {record.park.what}\n{record.park.place}\n")
        if record.spawned_at is not None:
            lines.append(f"spawned at\n{record.spawned_at}\n")
    lines.append("Deadlock: no task can run, and nothing will ever wake one\n")
    _write_error("".join(lines))


def _write_error(text: str) -> None:
    """Standard output first, so that the two stay in order."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is sys.stderr:
                stream.write(text)
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue


def _exit(status: int) -> NoReturn:
    _write_error("")
    os._exit(status)


def _outermost_frame_of_main() -> FrameType:
    frame = sys._current_frames()[threading.main_thread().ident or 0]
    while frame.f_back is not None:
        frame = frame.f_back
    return frame


def _has_returned(frame: FrameType) -> bool:
    """Whether an ended frame's last instruction was a return: then no exception ended it.

    Nothing else tells: `sys.excepthook` isn't called for SystemExit.
    """
    code = frame.f_code
    last = frame.f_lasti
    return 0 <= last < len(code.co_code) and dis.opname[code.co_code[last]].startswith("RETURN_")
