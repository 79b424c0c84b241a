# whenever children crash, those that are to run do, once each; what a supervisor has started ends with it
from weft import Atomic, sleep, yield_now
from weft.process import (
    Child, Exit, GenServer, ProcessExit, Supervisor, exit, receive, run, self_, send, spawn, trap_exit, whereis,
)

alive, started = Atomic(0), Atomic(0)


def worker(k, crashes):
    """Crashes so many times: at once, after a while, when it is asked."""
    n = started.add()
    alive.add()
    try:
        if n <= crashes:
            for _ in range(n % 3):
                yield_now()
            raise ValueError(f"{k} crashes")
        while True:
            message = receive()
            if isinstance(message, str):
                raise ValueError(message)
    finally:
        alive.add(-1)


class Counter(GenServer):
    def init(self):
        trap_exit(True)  # so terminate is called where the supervisor ends it
        alive.add()
        self.n = 0

    def add(self):
        self.n += 1
        return self.n

    def crash(self):
        return 1 // 0

    def terminate(self, reason):
        alive.add(-1)


def pid_of(supervisor, wanted):
    for id, pid in supervisor.children():
        if id == wanted:
            return pid
    return None


def runs(strategy, crashes):
    started.store(0)
    children = [Child(worker, k, crashes, id=f"w{k}") for k in range(3)]
    children.insert(1, Child(Counter, id="counter"))
    supervisor = Supervisor.start_link(children, strategy, 100, 60.0)
    for round in range(4):
        victim = pid_of(supervisor, f"w{round % 3}")
        if victim is not None:
            send(victim, "crash")
        yield_now()
    while not all(pid is not None for _, pid in supervisor.children()) or alive.load() != 4:
        sleep(0.001)
    ids = [id for id, _ in supervisor.children()]
    pids = {pid for _, pid in supervisor.children()}
    supervisor.stop()
    return ids, len(pids), alive.load()


def gives_up(strategy):
    """More crashes than it allows: it ends its children, and with "shutdown"."""
    started.store(0)
    try:
        supervisor = Supervisor.start_link([Child(worker, k, 1000, id=f"w{k}") for k in range(3)], strategy, 3, 60.0)
    except ProcessExit:
        return "not started", alive.load()
    exit_of = receive(lambda m: isinstance(m, Exit) and m.pid == supervisor.pid)
    return exit_of.reason, alive.load()


def dynamic():
    supervisor = Supervisor.start_link([], "one_for_all", 100, 60.0)
    started.store(1000)
    for k in range(3):
        supervisor.start_child(Child(worker, k, 0, id=f"d{k}", restart=("permanent", "transient", "temporary")[k]))
    for k in (2, 0, 1):
        pid = pid_of(supervisor, f"d{k}")
        if pid is not None:
            send(pid, "crash")
    while alive.load() != 2 or not all(pid is not None for _, pid in supervisor.children()):
        sleep(0.001)
    ids = [id for id, _ in supervisor.children()]
    supervisor.stop()
    return ids, alive.load()


def killed():
    """A supervisor that is killed takes its children along."""
    started.store(1000)
    supervisor = Supervisor.start_link([Child(worker, k, 0, id=f"k{k}") for k in range(3)])
    exit(supervisor.pid, "kill")
    receive(lambda m: isinstance(m, Exit) and m.pid == supervisor.pid)
    while alive.load():
        sleep(0.001)
    return alive.load()


def main():
    trap_exit(True)
    for strategy in ("one_for_one", "one_for_all", "rest_for_one"):
        print(strategy, *runs(strategy, 5))
        print(strategy, *gives_up(strategy))
    print(*dynamic())
    print(killed())


run(main)
