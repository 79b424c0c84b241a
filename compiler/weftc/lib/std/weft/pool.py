"""Pools: any number of pieces of work, so many of them at a time."""

import rt
from weft import cpus
from weftc.lib.std.weft.scope import scope
from weftc.lib.support.handle import Handle, Permits
from weftc.lib.support.permits import holding


class _Places(Permits):
    __slots__ = ()

    def __init__(self, workers):
        if isinstance(workers, bool) or not isinstance(workers, int):
            raise TypeError(f"a pool's workers are an int, not {rt.class_name(workers)}")
        if workers < 1:
            raise ValueError(f"a pool needs a worker at least: {workers}")
        if workers > 4_294_967_295:
            raise ValueError(f"a pool has 4294967295 workers at most: {workers}")
        self._gate = rt.weft_gate_new(workers, False, "Pool", "had no worker")


class _Work(scope):
    """What was submitted. Its errors are for those who join it."""

    __slots__ = ()

    def __init__(self):
        self._gate = rt.weft_gate_new(0, False, "Pool", "was not done")

    def submit(self, f, places, *args, **named):
        return self._spawn(False, False, holding, f, places, *args, **named)

    def __repr__(self):
        return f"<Pool {rt.weft_gate_number(self._gate)}>"


class Pool(Handle):
    """Each piece of work is a task, which begins when one of `workers` places is free: first come, first served. A
    `with` block is left when all have ended; an error in it aborts them."""

    __slots__ = ("_places", "_work")

    def __init__(self, workers=None):
        self._places = _Places(cpus() if workers is None else workers)
        self._work = _Work()
        self._gate = self._work._gate

    def submit(self, f, *args, **named):
        """A task that calls `f(*args, **named)` when its turn comes."""
        return self._work.submit(f, self._places, *args, **named)

    def map(self, f, items):
        """What `f` gives for each of `items`, in their order. The first error aborts the others, and is raised."""
        with scope() as s:
            tasks = [s.spawn(holding, f, self._places, item) for item in items]
            return [task.join() for task in tasks]

    def wait(self, timeout=None):
        """Wait until all that was submitted has ended."""
        self._work._wait(timeout)

    def __enter__(self):
        self._work.__enter__()
        return self

    def __exit__(self, kind, error, traceback):
        return self._work.__exit__(kind, error, traceback)
