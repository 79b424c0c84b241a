"""Tasks that run while they have a permit. Each is named after what it calls (builtins/tasks.py)."""


def holding(f, permits, *args, **named):
    """It waits for one."""
    with permits:
        return f(*args, **named)


def releasing(f, permits, *args, **named):
    """It has got one with the spawn."""
    try:
        return f(*args, **named)
    finally:
        permits.release()
