# A scope is entered once; who ends inside of one is aborted by it no more.
from weft import Channel, Event, scope, spawn


def fails(go):
    go.wait()
    raise ValueError("later")


def says(error):
    print(type(error).__name__, error)


s = scope()
with s:
    print(s.spawn(abs, -1).join())
    try:
        with s:
            print("never")
    except RuntimeError as error:
        says(error)
for _ in range(2):
    try:
        with s:
            print("never")
    except RuntimeError as error:
        says(error)
try:
    s.spawn(abs, -2)
except RuntimeError as error:
    says(error)


def ends_inside(s, go, out):
    s.__enter__()
    out.send(s.spawn(fails, go))


go, out = Event(), Channel(1)
spawn(ends_inside, scope(), go, out).join()
for n in range(200):
    spawn(abs, n).join()
go.set()
try:
    out.recv().join()
except ValueError as error:
    says(error)


def is_inside(s, ready):
    with s:
        ready.send(1)
        Event().wait()


shared, ready = scope(), Channel(1)
task = spawn(is_inside, shared, ready)
ready.recv()
try:
    with shared:
        print("never")
except RuntimeError as error:
    says(error)
failing = shared.spawn(fails, go)  # aborts the task that is inside, whose scope's error it is then
try:
    task.join(timeout=60)
except ValueError as error:
    says(error)
