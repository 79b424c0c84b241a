from weft import Channel, join, spawn


def queue_up(number, ready, turn, out):
    ready.send(number)
    value = turn.recv()
    out.send((number, value))


ready = Channel()
out = Channel(None)
turns = [Channel() for _ in range(5)]
tasks = [spawn(queue_up, n, ready, turns[n], out) for n in range(5)]
print(sorted(ready.recv() for _ in range(5)))
for n in [3, 0, 4, 1, 2]:
    turns[n].send(n * 11)
    print(out.recv())
join(tasks)
print(len(out))


def first_in_first_out(ch):
    return [v for v in ch]


ch = Channel(3)
task = spawn(first_in_first_out, ch)
for i in range(50):
    ch.send(i)
ch.close()
print(task.join() == list(range(50)))
