"""The module weft: outcomes, what `select` gives, and the calls that are plain functions."""

import rt


class Ok:
    """The task returned `value`."""

    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Ok(value={self.value!r})"

    def __hash__(self):
        return hash((self.value,))

    def __eq__(self, other):
        return isinstance(other, Ok) and (self.value is other.value or self.value == other.value)


class Err:
    """The task ended by `error`; `Aborted` if it was aborted."""

    __match_args__ = ("error",)

    def __init__(self, error):
        self.error = error

    def __repr__(self):
        return f"Err(error={self.error!r})"

    def __hash__(self):
        return hash((self.error,))

    def __eq__(self, other):
        return isinstance(other, Err) and (self.error is other.error or self.error == other.error)


class Recv:
    """`value` was received from `channel`."""

    __match_args__ = ("channel", "value")

    def __init__(self, channel, value):
        self.channel = channel
        self.value = value

    def __repr__(self):
        return f"Recv(channel={self.channel!r}, value={self.value!r})"

    def __hash__(self):
        return hash((self.channel, self.value))

    def __eq__(self, other):
        if not isinstance(other, Recv) or self.channel != other.channel:
            return False
        return self.value is other.value or self.value == other.value


class Sent:
    """The value was sent to `channel`."""

    __match_args__ = ("channel",)

    def __init__(self, channel):
        self.channel = channel

    def __repr__(self):
        return f"Sent(channel={self.channel!r})"

    def __hash__(self):
        return hash((self.channel,))

    def __eq__(self, other):
        return isinstance(other, Sent) and self.channel == other.channel


class Done:
    """The task has ended."""

    __match_args__ = ("task",)

    def __init__(self, task):
        self.task = task

    def __repr__(self):
        return f"Done(task={self.task!r})"

    def __hash__(self):
        return hash((self.task,))

    def __eq__(self, other):
        return isinstance(other, Done) and self.task == other.task


class ClosedArm:
    """The arm on `channel` can never happen: it is closed, and for a receive drained."""

    __match_args__ = ("channel",)

    def __init__(self, channel):
        self.channel = channel

    def __repr__(self):
        return f"ClosedArm(channel={self.channel!r})"

    def __hash__(self):
        return hash((self.channel,))

    def __eq__(self, other):
        return isinstance(other, ClosedArm) and self.channel == other.channel


class Timeout:
    """No arm happened in time."""

    __match_args__ = ()

    def __repr__(self):
        return "Timeout()"

    def __hash__(self):
        return hash(())

    def __eq__(self, other):
        return isinstance(other, Timeout)


class Default:
    """No arm could happen at once."""

    __match_args__ = ()

    def __repr__(self):
        return "Default()"

    def __hash__(self):
        return hash(())

    def __eq__(self, other):
        return isinstance(other, Default)


class RecvArm:
    """`recv(channel)`: to receive from `channel`. (The compiler makes arms, and the runtime reads them.)"""

    def __init__(self, channel):
        self.channel = channel

    def __str__(self):
        return f"to receive from {self.channel}"


class DoneArm:
    """`done(task)`: that the task has ended."""

    def __init__(self, task):
        self.task = task

    def __str__(self):
        task = self.task
        return f"for the end of task {task.id} ({task.name})" if task.id else "for the end of main"


class SendArm:
    """`send(channel, value)`: to send a value to `channel`."""

    def __init__(self, channel, value):
        self.channel = channel
        self.value = value

    def __str__(self):
        return f"to send to {self.channel}"


def cpus():
    """How many workers run tasks at a time."""
    return rt.weft_cpus()


def join(tasks, timeout: float | None = None):
    """The results of `tasks`, in their order. `timeout` is for all of them together."""
    if timeout is None:
        return [task.join() for task in tasks]
    deadline = rt.weft_monotonic() + timeout
    results = []
    for task in tasks:
        left = deadline - rt.weft_monotonic()
        results.append(task.join(timeout=left if left > 0.0 else 0.0))
    return results


def sleep(seconds: float):
    """Do nothing for `seconds`. Raises ValueError if that is negative."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    rt.weft_sleep(float(seconds))


def yield_now():
    """Let other tasks run; an abort arrives here too."""
    rt.weft_yield()
