# A wait group below zero is an error of who did it, which can be caught; the group is as before.
from weft import WaitGroup, spawn


def attempt(call):
    try:
        call()
        print("accepted")
    except RuntimeError:
        print("refused")


group = WaitGroup()
attempt(group.done)
attempt(lambda: group.add(-1))
group.add(2)
attempt(lambda: group.add(-3))
spawn(attempt, lambda: group.add(-3)).join()
group.done()
spawn(group.done)
group.wait()
attempt(group.done)
group.add(3)
for _ in range(3):
    spawn(group.done)
group.wait()
print("reused")
