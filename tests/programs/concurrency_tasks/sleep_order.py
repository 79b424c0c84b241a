from weft import Channel, join, sleep, spawn


def late(seconds, label, out):
    sleep(seconds)
    out.send(label)


def poll(started, flag):
    turns = 0
    while len(flag) == 0:
        turns += 1
        if turns == 1:
            started.send("polling")
        sleep(0.001)
    return turns > 0, flag.recv()


out = Channel(None)
tasks = [spawn(late, s, label, out) for s, label in [(0.6, "c"), (0.0, "a"), (0.3, "b")]]
join(tasks)
print([out.recv() for _ in range(3)])
started = Channel()
flag = Channel(1)
task = spawn(poll, started, flag)
print(started.recv())
flag.send(1)
print(task.join())
