"""Tasks that run while they have a permit. Each is named after what it calls (builtins/tasks.py)."""


def holding(f, permits, *args):
    """It waits for one."""
    with permits:
        return f(*args)


def releasing(f, permits, *args):
    """It has got one with the spawn."""
    try:
        return f(*args)
    finally:
        permits.release()
