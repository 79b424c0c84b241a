"""What is asked of a channel's arguments."""

import rt
from weftc.lib.support.names import disagree


def capacity(n):
    if n < 0:
        raise ValueError(f"a channel's capacity can't be negative: {n}")
    return n


def agree_capacity(channel, name, given):
    """With a channel that is there."""
    if given is not None and (isinstance(given, bool) or not isinstance(given, int)):
        raise TypeError(f"a channel's capacity is an int or None, not {rt.class_name(given)}")
    if given is not None and given < 0:
        raise ValueError(f"a channel's capacity can't be negative: {given}")
    if given != channel.capacity:
        raise disagree("Channel", name, f"capacity {channel.capacity}", given)


def agree_maxsize(queue, name, given):
    if isinstance(given, bool) or not isinstance(given, int):
        raise TypeError(f"a queue's maxsize is an int, not {rt.class_name(given)}")
    if (given if given > 0 else 0) != queue.maxsize:
        raise disagree("Queue", name, f"maxsize {queue.maxsize}", given)
