# Two tasks, each with the lock that the other waits for; the report says who holds what.
from weft import Event, Mutex, Semaphore, spawn

first, second, both_in = Mutex(), Semaphore(1), [Event(), Event()]


def takes(mine, other, here, there):
    with mine:
        here.set()
        there.wait()
        with other:
            print("never")


one = spawn(takes, first, second, both_in[0], both_in[1])
two = spawn(takes, second, first, both_in[1], both_in[0])
Event().wait()
