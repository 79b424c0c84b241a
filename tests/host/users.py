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
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgroups([])
            os.setgid(ANOTHER)
            os.setuid(ANOTHER)
            act()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
