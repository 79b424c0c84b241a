# each monitor brings one Down, each link one Exit, each message comes once, and no name outlives its process, whoever
# ends when
from weft import Atomic, yield_now
from weft.process import (
    Down, Exit, ProcessExit, demonitor, exit, link, monitor, receive, register, run, self_, send, spawn, spawn_link,
    trap_exit, unlink, whereis,
)

WORKERS, WATCHERS = 4, 3
alive = Atomic(0)


class Told:
    def __init__(self, downs, exits, words):
        self.downs, self.exits, self.words = downs, exits, words


def worker(k):
    alive.add()
    try:
        for _ in range(k):
            yield_now()
        if k % 2:
            raise ProcessExit("shutdown")  # which harms those that are linked, and isn't told where nobody is
        receive(lambda m: isinstance(m, str) and m == "end")
    finally:
        alive.add(-1)


def watcher(pids, asker):
    """Watches and links all, and ends every second one."""
    trap_exit(True)
    refs = [monitor(pid) for pid in pids]
    for pid in pids:
        link(pid)
        send(self_(), "word")
    for pid in pids[::2]:
        send(pid, "end")
    downs = [receive(lambda m: isinstance(m, Down) and m.ref == ref).ref for ref in refs]
    exits, words = [], 0
    for pid in pids:
        exits.append(receive(lambda m: isinstance(m, Exit) and m.pid == pid).pid)
        words += receive(lambda m: isinstance(m, str)) == "word"
    try:
        while True:
            downs.append(receive(timeout=0))
    except TimeoutError:
        send(asker, Told(len(downs), len(exits), words))


def both_ways(k):
    """Linked and unlinked while the other ends: no exit comes after unlink returns but one that was there."""
    trap_exit(True)
    pid = spawn_link(worker, k)
    yield_now()
    unlink(pid)
    before = 0
    try:
        while True:
            receive(lambda m: isinstance(m, Exit), timeout=0)
            before += 1
    except TimeoutError:
        pass
    exit(pid, "kill")
    ref = monitor(pid)
    receive(lambda m: isinstance(m, Down) and m.ref == ref)
    try:
        receive(lambda m: isinstance(m, Exit), timeout=0)
    except TimeoutError:
        return before <= 1
    return False


def flushed(k):
    """After demonitor with flush nothing comes."""
    pid = spawn(worker, k)
    ref = monitor(pid)
    send(pid, "end")
    yield_now()
    demonitor(ref, flush=True)
    end = monitor(pid)
    receive(lambda m: isinstance(m, Down) and m.ref == end)
    try:
        receive(timeout=0)
    except TimeoutError:
        return True
    return False


def main():
    pids = [spawn(worker, k) for k in range(WORKERS)]
    for k, pid in enumerate(pids):
        try:
            register(f"worker {k}", pid)
        except ValueError:
            pass  # it has ended
    for _ in range(WATCHERS):
        spawn(watcher, pids, self_())
    for _ in range(WATCHERS):
        told = receive(lambda m: isinstance(m, Told))
        print(told.downs, told.exits, told.words)
    print([whereis(f"worker {k}") is None for k in range(WORKERS)], alive.load())
    print(all(both_ways(k) for k in range(3)), all(flushed(k) for k in range(0, 3, 2)))
    print(alive.load())


def flushing_main():
    trap_exit(True)
    main()


run(flushing_main)
