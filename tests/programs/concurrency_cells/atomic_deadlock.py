# A report names the atomic that a task waits at.
from weft import Atomic, spawn

turn = Atomic(0)


def waits(value):
    turn.wait(value)


spawn(waits, 0)
turn.wait(0)
print("never")
