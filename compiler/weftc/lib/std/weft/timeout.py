"""Functions that may take so long, and no longer."""

from weft import Aborted, Err, spawn
from weftc.lib.support.endings import end_all, first_end


def timeout(seconds, f, /, *args, **named):
    """What `f(*args, **named)` gives, which runs as a task. One that takes longer is aborted, and its cleanup waited for."""
    task = spawn(f, *args, **named)
    late = False
    try:
        late = not first_end([task], seconds)
    finally:
        end_all([task])
    if late:
        outcome = task.outcome()
        if isinstance(outcome, Err) and isinstance(outcome.error, Aborted):
            raise TimeoutError(f"{task.name} has not ended within {seconds} seconds")
    return task.join()
