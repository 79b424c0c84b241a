import sys

from history import record
from weft import Closed, Empty, Full, Queue

capacity, first, count = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])


def acts(queue, closes):
    def act(choice, value, held):
        which = choice % 12
        try:
            if which < 3:
                queue.put(value, timeout=0.0001)
                return "send", value, "ok"
            if which < 5:
                queue.try_put(value)
                return "try_send", value, "ok"
            if which < 8:
                return "recv", 0, str(queue.get(timeout=0.0001))
            if which < 10:
                return "try_recv", 0, str(queue.try_get())
            if which == 10 and closes:
                queue.close()
                return "close", 0, "ok"
            return "len", 0, str(len(queue))
        except TimeoutError:
            return ("send", value, "late") if which < 5 else ("recv", 0, "late")
        except Full:
            return "try_send", value, "full"
        except Empty:
            return "try_recv", 0, "empty"
        except Closed:
            return ("send", value, "closed") if which < 5 else ("recv", 0, "closed")
    return act


record(lambda seed: acts(Queue(capacity), seed % 2), first, count)
