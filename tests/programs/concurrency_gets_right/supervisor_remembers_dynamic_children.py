# a child that was given to a supervisor later is started again with the others
from weft.process import Child, Supervisor, receive, run, self_, send


class Started:
    def __init__(self, name, pid):
        self.name, self.pid = name, pid


def worker(name, asker):
    send(asker, Started(name, self_()))
    while True:
        if receive() == "crash":
            raise ValueError(name)


def started():
    message = receive(lambda m: isinstance(m, Started))
    return message.name, message.pid


def main():
    supervisor = Supervisor.start_link([Child(worker, "first", self_(), id="first")], "one_for_all")
    _, first = started()
    supervisor.start_child(Child(worker, "later", self_(), id="later"))
    print(started()[0])
    send(first, "crash")
    print(sorted(started()[0] for _ in range(2)))
    print([id for id, _ in supervisor.children()])
    supervisor.stop()


run(main)
