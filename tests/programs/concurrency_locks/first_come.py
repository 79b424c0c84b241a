# Those who wait are let in as they came, and nobody overtakes them.
from weft import Channel, Mutex, Semaphore, spawn, yield_now


def enters(gate, number, order, ready):
    ready.send(number)
    gate.acquire()
    order.send(number)
    gate.release()


def queue_at(gate, order):
    ready = Channel()
    tasks = []
    for number in range(10):
        task = spawn(enters, gate, number, order, ready)
        ready.recv()
        for _ in range(1000):  # it is on its way to the queue
            yield_now()
        tasks.append(task)
    return tasks


for gate in (Mutex(), Semaphore(1)):
    order = Channel(None)
    gate.acquire()
    tasks = queue_at(gate, order)
    gate.release()
    print(gate.try_acquire())
    for task in tasks:
        task.join()
    print([order.recv() for _ in tasks])
