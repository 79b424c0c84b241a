"""Elle: a supervisor"""

from weft.process import Child, Supervisor, receive, run, self_, send


class Started:
    def __init__(self, pid):
        self.pid = pid


def worker(asker):
    send(asker, Started(self_()))
    while True:
        if receive() == "crash":
            raise ValueError("on demand")


def main():
    supervisor = Supervisor.start_link([Child(worker, self_(), id="worker")], name="sup", max_restarts=3)
    first = receive(lambda m: isinstance(m, Started)).pid
    send(first, "crash")
    second = receive(lambda m: isinstance(m, Started)).pid
    print("worker started again:", second != first)
    supervisor.stop()


run(main)
