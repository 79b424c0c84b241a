"""Elle: abort, and what runs then"""

from weft import Aborted, Channel, Event, spawn

started = Event()


def waits():
    try:
        started.set()
        Channel[int]().recv()
    finally:
        print("deferred")


task = spawn(waits)
started.wait()
task.abort()
try:
    task.join()
except Aborted:
    print("aborted")
task.abort()  # of what has ended: nothing
print(task.done)
