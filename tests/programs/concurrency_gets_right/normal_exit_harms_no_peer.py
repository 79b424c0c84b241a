# a normal end harms no linked peer, and is no crash of the program
from weft.process import Down, monitor, receive, run, self_, send, spawn, spawn_link


def child():
    pass


def parent(asker):
    pid = spawn_link(child)
    ref = monitor(pid)
    receive(lambda m: isinstance(m, Down) and m.ref == ref)
    send(asker, "the parent lives")


def main():
    spawn(parent, self_())
    print(receive())


run(main)
