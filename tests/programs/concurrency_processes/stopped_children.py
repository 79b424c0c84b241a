# a supervisor ends its children with grace, then by force, whatever they do: trap exits, unlink, end by themselves
from weft.process import (
    Child, Exit, Exited, ProcessExit, Supervisor, receive, run, self_, send, trap_exit, unlink, whereis,
)


class Ready:
    pass


def obeys(asker):
    send(asker, Ready())
    receive()


def cleans_up(asker):
    trap_exit(True)
    send(asker, Ready())
    message = receive()
    if isinstance(message, Exit):
        raise ProcessExit("cleaned up")


def ignores(asker):
    trap_exit(True)
    send(asker, Ready())
    while True:
        receive()


def unlinks(asker):
    unlink(whereis("supervisor"))
    send(asker, Ready())
    receive()


def log(event):
    match event:
        case Exited(id, _, reason):
            print(id, reason)


def main():
    me = self_()
    children = [
        Child(obeys, me), Child(cleans_up, me), Child(ignores, me, shutdown=0.01), Child(unlinks, me),
        Child(ignores, me, id="at once", shutdown=0), Child(obeys, me, id="at leisure", shutdown=None),
    ]
    supervisor = Supervisor.start_link([], name="supervisor", logger=log)
    for child in children:
        supervisor.start_child(child)
        receive(lambda m: isinstance(m, Ready))
    supervisor.stop_child("cleans_up")
    print([id for id, _ in supervisor.children()])
    supervisor.stop()


run(main)
