# Producers and consumers, a value sent is a copy, and a queue is the same one in all tasks.
from weft import Channel, Queue, WaitGroup, join, spawn


def produce(queue, first, count):
    for n in range(first, first + count):
        queue.put(n)
    return count


def consume(queue):
    return sum(queue)


for size in [0, 1, 3, 100]:
    queue = Queue(size)
    makers = [spawn(produce, queue, k * 200, 200) for k in range(4)]
    takers = [spawn(consume, queue) for _ in range(3)]
    print(size, sum(join(makers)))
    queue.close()
    print(sum(join(takers)), len(queue))

queue = Queue()
item = [1, 2]
queue.put(item)
item.append(3)
print(queue.get(), item)
shelf = {queue: "first", Queue(): "second"}
print(shelf[queue], queue == queue, queue == Queue(), queue is queue, queue != Channel())


def answer(jobs):
    for number, reply in jobs:
        reply.put(number * number)


jobs = Queue(1)
server = spawn(answer, jobs)
replies = [Queue(1) for _ in range(3)]
for n, reply in enumerate(replies):
    jobs.put((n, reply))
print([reply.get() for reply in replies])
jobs.close()
server.join()
orders = Queue()
for n in range(5):
    orders.put({"n": n})


def cook(group):
    order = orders.get()
    group.done()
    return order["n"]


group = WaitGroup()
group.add(5)
cooks = [spawn(cook, group) for _ in range(5)]
group.wait()
print(sorted(join(cooks)), len(orders))
print(spawn(orders.put, {"n": 9}).join(), orders.get())
