# A task runs while main does, not only after it: main sees what the task has done, without joining it.
from weft import Atomic, Channel, spawn, yield_now

steps = Atomic(0)
turns = Channel[str]()


def work():
    for _ in range(5):
        steps.add()
        yield_now()


def answers():
    for word in turns:
        turns.send(word.upper())


spawn(work)
spawn(answers)
while steps.load() < 5:
    yield_now()
for word in ("one", "two"):
    turns.send(word)
    print(turns.recv())
print("main ends last", steps.load())
