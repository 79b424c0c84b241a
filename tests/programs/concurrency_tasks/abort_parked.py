from weft import Aborted, Channel, Err, Ok, spawn


def waiter(ready, never, log):
    try:
        ready.send("up")
        never.recv()
        return "got something"
    finally:
        log.send("cleanup runs")


ready = Channel()
never = Channel()
log = Channel(None)
task = spawn(waiter, ready, never, log)
print(ready.recv(), task.done)
task.abort()
try:
    task.join()
except Aborted:
    print("aborted")
print(log.recv(), task.done)
match task.outcome():
    case Ok(value):
        print("ok", value)
    case Err(error):
        print("err", type(error).__name__)
task.abort()
finished = spawn(lambda: 5)
print(finished.join())
finished.abort()
print(finished.join(), len(log))
never.close()
