import sys

from history import record
from weft import Channel, Default, Empty, Full, Recv, Sent, Timeout, recv, select, send

capacity, first, count = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])


def acts(a, b):
    """Results name the channel: 0 or 1."""
    def act(choice, value, held):
        which = choice % 6
        if which == 0:
            match select(recv(a), send(b, value), timeout=0.0001):
                case Recv(_, got):
                    return "either", value, f"got0:{got}"
                case Sent(_):
                    return "either", value, "sent1"
                case Timeout():
                    return "either", value, "late"
        if which == 1:
            match select(send(a, value), recv(b), default=True):
                case Recv(_, got):
                    return "other", value, f"got1:{got}"
                case Sent(_):
                    return "other", value, "sent0"
                case Default():
                    return "other", value, "none"
        if which == 2:
            match select(recv(a), recv(b), timeout=0.0001):
                case Recv(ch, got):
                    return "recv", 0, f"got0:{got}" if ch is a else f"got1:{got}"
                case Timeout():
                    return "recv", 0, "late"
        if which == 3:
            match select(send(a, value), send(b, value), timeout=0.0001):
                case Sent(ch):
                    return "send", value, "sent0" if ch is a else "sent1"
                case Timeout():
                    return "send", value, "late"
        try:
            if which == 4:
                a.try_send(value)
                return "try_send", value, "sent0"
            return "try_recv", 0, f"got1:{b.try_recv()}"
        except Full:
            return "try_send", value, "full0"
        except Empty:
            return "try_recv", 0, "empty1"
    return act


record(lambda seed: acts(Channel(capacity), Channel(1)), first, count)
