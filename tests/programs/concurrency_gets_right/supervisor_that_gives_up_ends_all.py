# a supervisor that gives up ends its children, the last one first, and itself
from weft.process import Child, Exit, Exited, GaveUp, Supervisor, receive, run, self_, send, trap_exit


class Started:
    def __init__(self, pid):
        self.pid = pid


def worker(asker):
    send(asker, Started(self_()))
    while True:
        if receive() == "crash":
            raise ValueError("crash")


def quiet():
    receive()


def log(event):
    match event:
        case Exited(id, _, reason):
            print(id, "ended:", reason)
        case GaveUp(id):
            print("gave up over", id)


def main():
    trap_exit(True)
    children = [Child(quiet, id="a"), Child(worker, self_(), id="b"), Child(quiet, id="c")]
    supervisor = Supervisor.start_link(children, max_restarts=2, logger=log)
    for _ in range(3):
        send(receive(lambda m: isinstance(m, Started)).pid, "crash")
    end = receive(lambda m: isinstance(m, Exit))
    print(end.pid == supervisor.pid, end.reason)


run(main)
