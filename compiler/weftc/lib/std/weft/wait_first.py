"""Waiting for the first end among several tasks."""

from weftc.lib.support.endings import check_others, first_end


def wait_first(tasks, timeout=None):
    """(those that have ended, the others), each in their order, once there is one that has."""
    waited = list(tasks)
    if not waited:
        raise ValueError("wait_first() needs a task to wait for")
    check_others(waited, "wait for")
    if not first_end(waited, timeout):
        raise TimeoutError(f"no task has ended within {timeout} seconds")
    ended = []
    rest = []
    for task in waited:
        if task.done:
            ended.append(task)
        else:
            rest.append(task)
    return ended, rest
