"""Acting as another user, for tests of what he may not do."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable

import pytest

#: nobody, on most systems; that it has a name doesn't matter
ANOTHER = 65534

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")


def as_another(act: Callable[[], object]) -> None:
    """Does something in a process of another user's; fails where that failed."""

    def act_so() -> None:
        os.setgroups([])
        os.setgid(ANOTHER)
        os.setuid(ANOTHER)
        act()

    assert os.waitpid(start(act_so), 0)[1] == 0


def start(act: Callable[[], object]) -> int:
    """Does something in a process of its own, whose number this gives; it ends with 0 where nothing failed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            act()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return child
