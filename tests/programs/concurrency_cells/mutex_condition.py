# A condition of a mutex that guards a value: while its `with` waits others see the value, and it sees theirs afterwards.
from weft import Aborted, Cancelled, Channel, Condition, Mutex, spawn

buffer = Mutex([])
filled, emptied = Condition(buffer), Condition(buffer)


def produces(first, count):
    for item in range(first, first + count):
        with buffer as cell:
            while len(cell.value) == 2:
                emptied.wait()
            cell.value.append(item)
            filled.notify()


def consumes(count):
    got = []
    for _ in range(count):
        with buffer as cell:
            filled.wait_for(lambda: cell.value)
            got.append(cell.value.pop(0))
            emptied.notify()
    return got


producers = [spawn(produces, first, 30) for first in (0, 100)]
consumers = [spawn(consumes, 20) for _ in range(3)]
got = [item for task in consumers for item in task.join(timeout=60)]
print(sorted(got) == [*range(30), *range(100, 130)])

ready = Channel(None)


def waits():
    with buffer as cell:
        cell.value.append("before")
        ready.send(None)
        try:
            filled.wait()
        except Cancelled:
            cell.value.append("after")
            raise


task = spawn(waits)
ready.recv()
with buffer as cell:
    print(cell.value)
    cell.value.append("between")
    task.abort()
try:
    task.join()
except Aborted as error:
    print(error)
with buffer as cell:
    print(cell.value)
    try:
        cell.value.clear()
        filled.wait(timeout=0.01)
    except TimeoutError as error:
        print(error)
    cell.value += [1]
with buffer as cell:
    print(cell.value)
