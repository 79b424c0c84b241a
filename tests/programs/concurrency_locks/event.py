# An event by itself, and many who wait for one.
from weft import Channel, Event, spawn

e = Event()
print(e, e.is_set())
for seconds in (0, 0.01):
    try:
        e.wait(seconds)
    except TimeoutError as error:
        print(error)
print(e.set(), e.is_set(), e.wait(), e.wait(timeout=0))
e.set()
print(e.is_set(), e.clear(), e.is_set())
for wrong in (True, "soon"):
    try:
        e.wait(wrong)
    except TypeError as error:
        print(error)
try:
    e.wait(float("nan"))
except ValueError as error:
    print(error)


def waits(number, go, done):
    go.wait()
    done.send(number)


go, done = Event(), Channel(None)
tasks = [spawn(waits, n, go, done) for n in range(20)]
print(len(done))
go.set()
for task in tasks:
    task.join(timeout=60)
print(sorted(done.recv() for _ in range(20)))


def answers(asked, answered):
    for _ in range(5):
        asked.wait()
        asked.clear()
        answered.set()


asked, answered = Event(), Event()
task = spawn(answers, asked, answered)
for turn in range(5):
    asked.set()
    answered.wait(timeout=60)
    answered.clear()
    print("turn", turn)
task.join()
