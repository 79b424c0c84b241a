from weft import Channel, Err, Ok, spawn


def wait_for(gate):
    return gate.recv() + 1


gate = Channel()
task = spawn(wait_for, gate)
for _ in range(2):
    try:
        task.join(timeout=0.02)
    except TimeoutError:
        print("not yet", task.done)
gate.send(41)
print(task.join(timeout=10), task.done, task.join(timeout=0))
task = spawn(wait_for, gate)
try:
    task.outcome(timeout=0.01)
except TimeoutError:
    print("outcome times out too")
gate.close()
match task.outcome(timeout=10):
    case Ok(value):
        print("ok", value)
    case Err(error):
        print("err", type(error).__name__)
