# what `accept` refuses stays, and what it can't decide about; kinds of messages are told apart
from weft.process import Down, receive, run, self_, send, spawn_monitor


class Job:
    def __init__(self, n):
        self.n = n


def texts_first(item):
    return item.startswith("t")


def main():
    me = self_()
    for item in ("text", Job(3), 5, "other"):
        send(me, item)
    print(receive(lambda m: isinstance(m, Job)).n + 1)
    print(receive(lambda m: isinstance(m, str) and m > "o" and m < "p").upper())
    print(receive(accept=lambda m: isinstance(m, (int, Job)) and m == 5))
    send(me, 7)
    print(receive(texts_first))
    for _ in range(2):
        try:
            receive(texts_first, timeout=0)
        except AttributeError as error:
            print(error)
    print(receive())
    try:
        receive(timeout=0)
    except TimeoutError as error:
        print(error)
    pid, ref = spawn_monitor(print, "a built-in as a process")
    print(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason, bool(pid), pid in {pid: 1}, [pid] == [pid])


run(main)
try:
    receive()
except RuntimeError as error:
    print(error)
