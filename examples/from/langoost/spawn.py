"""Langoost: something runs in the background"""

from weft import spawn


@spawn
def greeting():
    print("running in the background")


# What Langoost has no handle for: this waits, and an error of the task would be raised here.
greeting.join()
print("and has ended:", greeting.done)
