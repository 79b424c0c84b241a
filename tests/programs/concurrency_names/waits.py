# Named objects wait, time out, are closed and aborted as others are.
from weft import Aborted, Closed, Event, Mutex, Queue, join, sleep, spawn


def take():
    try:
        return Queue(name="jobs").get()
    except Closed:
        return "closed"


tasks = [spawn(take) for _ in range(4)]
sleep(0.01)
Queue(name="jobs").put("first")
sleep(0.01)
Queue(name="jobs").close()
print(sorted(join(tasks)))
try:
    Event(name="never").wait(timeout=0.01)
except TimeoutError as error:
    print(error)
with Mutex(name="m"):
    waiting = spawn(lambda: Mutex(name="m").acquire())
    sleep(0.01)
    waiting.abort()
    try:
        waiting.join()
    except Aborted:
        print("aborted")
print(Mutex(name="m").try_acquire(), Mutex(name="m").held)
Mutex(name="m").release()


def late():
    for _ in range(100):
        sleep(0)
        Mutex(name="raced").held
        Queue(name="raced").put(1)
    return "done"


tasks = [spawn(late) for _ in range(5)]
for task in tasks[:3]:
    task.abort()
ends = []
for task in tasks:
    try:
        ends.append(task.join())
    except Aborted:
        ends.append("aborted")
print(ends[3:], set(ends[:3]) <= {"done", "aborted"}, Mutex(name="after").held, len(Queue(name="raced")) >= 200)
