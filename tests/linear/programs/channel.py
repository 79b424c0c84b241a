import sys

from history import record
from weft import Channel, Closed, Empty, Full

capacity, first, count = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])


def acts(ch, closes):
    def act(choice, value, held):
        which = choice % 12
        try:
            if which < 3:
                ch.send(value, timeout=0.0001)
                return "send", value, "ok"
            if which < 5:
                ch.try_send(value)
                return "try_send", value, "ok"
            if which < 8:
                return "recv", 0, str(ch.recv(timeout=0.0001))
            if which < 10:
                return "try_recv", 0, str(ch.try_recv())
            if which == 10 and closes:
                ch.close()
                return "close", 0, "ok"
            return "len", 0, str(len(ch))
        except TimeoutError:
            return ("send", value, "late") if which < 5 else ("recv", 0, "late")
        except Full:
            return "try_send", value, "full"
        except Empty:
            return "try_recv", 0, "empty"
        except Closed:
            return ("send", value, "closed") if which < 5 else ("recv", 0, "closed")
    return act


record(lambda seed: acts(Channel(capacity), seed % 2), first, count)
