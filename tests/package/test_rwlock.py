"""RWLock: readers together, writers alone, in the order in which they came."""

from __future__ import annotations

import pytest

from weft import Cancelled, Channel, RWLock, join, sleep, spawn, yield_now


def until_parked(tasks: int) -> None:
    """So many tasks have had the time to come to a wait; all that they do before takes none."""
    sleep(0.02 * tasks)


def test_readers_together_writers_alone() -> None:
    lock, steps = RWLock(), Channel[int](None)

    def reads() -> None:
        for _ in range(20):
            with lock.read():
                steps.send(1)
                yield_now()
                steps.send(-1)

    def writes() -> None:
        for _ in range(20):
            with lock.write():
                steps.send(100)
                yield_now()
                steps.send(-100)

    join([spawn(reads) for _ in range(4)] + [spawn(writes) for _ in range(2)])
    inside = 0
    for _ in range(240):
        inside += steps.recv()
        assert inside in (0, 1, 2, 3, 4, 100)
    assert inside == 0


def test_misuse() -> None:
    lock = RWLock()
    for release in (lock.release_read, lock.release_write):
        with pytest.raises(RuntimeError, match="doesn't hold"):
            release()
    with lock.read():
        with pytest.raises(RuntimeError, match="holds <RWLock .*> already"):
            lock.acquire_write()
        with pytest.raises(RuntimeError, match="doesn't hold"):
            lock.release_write()
    assert lock.try_acquire_write()
    lock.release_write()


def test_who_gives_up_lets_those_behind_go_on() -> None:
    lock = RWLock()

    def writes_hastily() -> None:
        with pytest.raises(TimeoutError, match="was not free within"):
            lock.acquire_write(timeout=0.05)

    def writes_until_aborted() -> None:
        with pytest.raises(Cancelled):
            lock.acquire_write()

    def reads() -> None:
        with lock.read():
            pass

    with lock.read():
        writer = spawn(writes_hastily)
        until_parked(1)
        reader = spawn(reads)
        join([writer, reader], timeout=60)
        writer = spawn(writes_until_aborted)
        until_parked(1)
        reader = spawn(reads)
        until_parked(1)
        assert not reader.done
        writer.abort()
        join([writer, reader], timeout=60)
