"""Elle: a latch (make-latch)"""

from weft import Latch, join, spawn

latch = Latch()


def enter(number):
    latch.wait()
    return number


tasks = [spawn(enter, number) for number in range(3)]
print(latch.is_open)
latch.open()
latch.open()
print(join(tasks), latch.is_open)
