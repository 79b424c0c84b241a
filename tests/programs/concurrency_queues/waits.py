# Nobody who waits is forgotten: close wakes all, a wait that is over leaves no trace.
from weft import Aborted, Channel, Closed, Queue, join, sleep, spawn


def take(queue):
    try:
        return queue.get()
    except Closed:
        return "closed"


def give(queue, item):
    try:
        queue.put(item)
        return "put"
    except Closed:
        return "not put"


queue = Queue()
tasks = [spawn(take, queue) for _ in range(5)]
sleep(0.01)
queue.close()
print(join(tasks))
full = Queue(1)
full.put("held")
tasks = [spawn(give, full, n) for n in range(5)]
sleep(0.01)
full.close()
print(join(tasks), list(full))

queue = Queue(1)
try:
    queue.get(timeout=0.01)
except TimeoutError as error:
    print(error)
queue.put("kept")
try:
    queue.put("lost", timeout=0.01)
except TimeoutError as error:
    print(error)
print(queue.get(timeout=5), len(queue))

waiting = spawn(queue.get)
sleep(0.01)
waiting.abort()
try:
    waiting.join()
except Aborted:
    print("aborted")
queue.put("for the next")
print(queue.get())
queue.put("full")
blocked = spawn(queue.put, "never")
sleep(0.01)
blocked.abort()
try:
    blocked.join()
except Aborted:
    print("aborted")
print(queue.get(), len(queue))

# Two quick puts wake two.
queue, out = Queue(), Channel(None)


def pass_on():
    out.send(queue.get())


tasks = [spawn(pass_on) for _ in range(3)]
sleep(0.01)
queue.put(1)
queue.put(2)
queue.put(3)
join(tasks)
print(sorted([out.recv(), out.recv(), out.recv()]))

# First come, first served.
queue = Queue()
tasks = []
for _ in range(4):
    tasks.append(spawn(take, queue))
    sleep(0.005)
for n in range(4):
    queue.put(n)
print(join(tasks))
try:
    queue.get(timeout="soon")
except TypeError as error:
    print(error)
