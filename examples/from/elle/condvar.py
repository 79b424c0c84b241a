"""Elle: a condition (make-condvar)"""

from weft import Condition, Shared, join, spawn

condition, ready = Condition(), Shared(False)


def wait(number):
    with condition:
        condition.wait_for(ready.get)
    return number


waiters = [spawn(wait, number) for number in range(3)]
with condition:
    ready.set(True)
    condition.notify_all()
print(join(waiters))
