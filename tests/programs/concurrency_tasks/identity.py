from weft import Channel, cpus, current, join, sleep, spawn, yield_now


def who():
    yield_now()
    return current().name, current().done


def identity():
    return current().id


def send_self(ch):
    ch.send(current())
    sleep(0)
    return "sent myself"


print(spawn(who).join(), cpus() >= 1)
main = current()
print(main is current(), main.done)
ch = Channel()
task = spawn(send_self, ch)
received = ch.recv()
print(received.id == task.id, received.join(), task.join(), task.done, task.name)
tasks = [spawn(identity) for _ in range(20)]
ids = join(tasks)
print(ids == [t.id for t in tasks], all(ids.count(i) == 1 for i in ids), main.id in ids)
try:
    current().join()
except RuntimeError:
    print("a task can't join itself")
try:
    sleep(-1)
except ValueError as e:
    print(e)
