"""Elle: a gate of one's own, as from ev/futex-wait"""

from weft import Atomic, join, spawn


class Gate:
    def __init__(self):
        self.state = Atomic(0)

    def wait(self):
        self.state.wait(0)  # as long as it is 0

    def open(self):
        self.state.store(1)
        self.state.notify(1000)


def enter(gate, number):
    gate.wait()
    return number


gate = Gate()
tasks = [spawn(enter, gate, number) for number in range(3)]
gate.open()
print(join(tasks))
