from weft import Cancelled, Channel, spawn


def stubborn(ready, never, more):
    try:
        ready.send(1)
        never.recv()
    except Cancelled:
        survived = True
    value = more.recv()
    return survived, value * 2


def polite(ready, never):
    count = 0
    try:
        ready.send(1)
        never.recv()
    except Exception:
        count = -1
    finally:
        count += 10
        print("polite ends with", count)
    return count


ready = Channel()
never = Channel()
more = Channel()
task = spawn(stubborn, ready, never, more)
ready.recv()
task.abort()
more.send(21)
print(task.join())
task = spawn(polite, ready, never)
ready.recv()
task.abort()
print(type(task.outcome()).__name__)
never.close()
