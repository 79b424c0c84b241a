# A report names the tasks whose ends a select waits for.
from weft import Channel, current, done, recv, select, spawn

ready = Channel(None)


def waits(other):
    ready.send(0)
    match select(done(other), recv(Channel())):
        case _:
            print("never")


first = spawn(waits, current())
ready.recv()
match select(done(first), recv(ready)):
    case _:
        print("never")
