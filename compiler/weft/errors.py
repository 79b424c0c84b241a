"""The errors that tasks and channels raise.

A wait that runs out raises Python's own `TimeoutError`; misuse raises `RuntimeError`.
"""


class Closed(Exception):
    """The channel is closed: nothing can be sent, and for a receiver nothing is left in it."""


class Empty(Exception):
    """`try_recv` found nothing to take at this moment."""


class Full(Exception):
    """`try_send` found neither room nor a waiting receiver at this moment."""


class Cancelled(BaseException):
    """Raised inside a task that was aborted, at its next blocking call.

    A `BaseException`, so that `except Exception` lets it through. A task that catches it and goes on
    has survived the abort.
    """


class Aborted(Exception):
    """The task that was joined had been aborted; it has no result."""
