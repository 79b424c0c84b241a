"""What a server's handler returns, and how who has asked waits for its reply."""

from __future__ import annotations

from weft import Closed, Full
from weft.process.messages import ProcessExit


class Reply:
    """What a handler returns: the caller gets `value`."""

    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value


class NoReply:
    """The caller gets its reply later, by `reply`."""

    __match_args__ = ()


class Stop:
    """The server ends with the reason, once the caller has got `reply`."""

    __match_args__ = ("reason", "reply")

    def __init__(self, reason="normal", reply=None):
        self.reason = reason
        self.reply = reply


class Client:
    """Who waits for a reply."""

    __slots__ = ("_box",)

    def __init__(self, box):
        self._box = box

    def reply(self, value):
        """Give the caller its reply. Nothing happens if it has one, or waits no more."""
        give(self._box, value)
        self._box.close()


def reply(client, value):
    """Give a caller of `handle_call` its reply, from wherever."""
    client.reply(value)


class Failed:
    """What a caller gets in place of a reply: who was asked has ended."""

    __slots__ = ("reason",)

    def __init__(self, reason):
        self.reason = reason


def give(box, value):
    """The caller may have its reply already, or wait no more."""
    try:
        box.try_send(value)
    except (Full, Closed):
        return


def missed(box, failed):
    """The caller gets no reply. (Without a reason: NoReply if it waits still.)"""
    if failed is not None:
        give(box, failed)
    return None if box.closed else NoReply()


def settle(box, result):
    """Sends the caller its reply. What the server is to do now: `Stop`, or remember it (`NoReply`)."""
    if isinstance(result, Reply):
        give(box, result.value)
    elif isinstance(result, Stop):
        give(box, result.reply)
        return result
    elif isinstance(result, NoReply):
        return result
    else:
        give(box, result)
    return None


def reply_of(asked, box, timeout):
    """What comes. Later than that nobody takes it."""
    try:
        result = box.recv(timeout=timeout)
    except TimeoutError:
        box.close()
        raise TimeoutError(f"{asked!r} has not replied within {timeout} seconds") from None
    if isinstance(result, Failed):
        raise ProcessExit(result.reason)
    return result


def wait_for_end(asked, box, timeout):
    """Until `missed` says that it has ended."""
    try:
        box.recv(timeout=timeout)
    except TimeoutError:
        raise TimeoutError(f"{asked!r} has not ended within {timeout} seconds") from None
