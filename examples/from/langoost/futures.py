"""Langoost: run and await"""

from weft import sleep, spawn


def work():
    sleep(0.1)  # seconds
    return "done"


future = spawn(work)
print(future.join())
print(future.join(), "(as often as one asks)")
