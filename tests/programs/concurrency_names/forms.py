# However the class is called, and wherever: a name is a name.
import weft
from weft import Barrier, Condition, Event, Mutex, Queue, Semaphore, Shared, drop_name, join, spawn
from weft import Queue as Line

make = Queue
print(make(name="a") is Line(name="a") is weft.Queue(name="a"), [Line(name="a") for _ in range(2)][1] is make(0, "a"))
for kind in [Mutex, Event]:
    print(kind(name="x"), kind(name="x") is kind(name="x"), kind() is kind(name="x"))
print(spawn(Mutex, name="x").join() is Mutex(name="x"), spawn(Semaphore, 2, name="s").join() is Semaphore(name="s"))
print(spawn(lambda: Queue(name="a")).join() is make(name="a"))


class Board:
    notes = Shared([], name="notes")

    def __init__(self, name=None):
        self.done = Event(name=name)
        self.lock = Mutex(name=name)

    def post(self, note):
        with self.lock:
            Board.notes.update(lambda notes: [*notes, note])


def post(name, k):
    board = Board(name)
    board.post(k)
    return board.lock is Mutex(name="lock")


print(join([spawn(post, "lock", k) for k in range(3)]), sorted(Board.notes.get()), Board.notes is Shared(name="notes"))
print(post(None, 9), Board("lock").done is Event(name="lock"))
nested = Shared(Queue(name="inner"), name="outer")
nested.get().put("through it")
print(Queue(name="inner").get(), Shared(name="outer").get() is Queue(name="inner"))
handles = {Mutex(name="x"): 1, Event(name="x"): 2}
print(handles[Mutex(name="x")], handles[Event(name="x")], Mutex(name="x") in handles, Mutex(name="none") in handles)
condition = Condition(name="c")
with condition:
    condition.notify_all()
print(Condition(name="c") == condition, Condition(name="c").try_acquire(), condition.try_acquire())
Condition(name="c").release()


def rounds(k):
    return [Barrier(3, name="round").wait() for _ in range(4)]


print([sorted(places) for places in zip(*join([spawn(rounds, k) for k in range(3)]))])


def deep(n):
    return Mutex(name="deep") if n == 0 else deep(n - 1)


print(deep(500) is Mutex(name="deep"), drop_name(Mutex, "deep"))
sent = Queue()
sent.put(Mutex(name="x"))
sent.put(Mutex())
print(sent.get() is Mutex(name="x"), sent.get() is Mutex(name="x"))
