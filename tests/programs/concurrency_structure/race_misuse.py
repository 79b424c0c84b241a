# what race, timeout, wait_first and as_completed refuse when they run
from weft import Task, as_completed, current, race, spawn, timeout, wait_first


def me(kind):
    task: Task[None] = current()
    try:
        if kind == "race":
            race(task)
        elif kind == "first":
            wait_first([task])
        else:
            for _ in as_completed([task]):
                pass
    except RuntimeError as error:
        print(error)


for kind in ("race", "first", "all"):
    spawn(me, kind).outcome()
try:
    timeout(float("nan"), len, "")
except ValueError as error:
    print(error)
