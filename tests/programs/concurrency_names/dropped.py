# Once a name is dropped nothing has it; what had it lives on for who has that.
import weft
from weft import Mutex, Queue, Shared, drop_name, join, spawn

queue = Queue(name="jobs")
queue.put("old")
print(drop_name(Queue, "jobs"), drop_name(Queue, "jobs"), drop_name(Mutex, "jobs"), weft.drop_name(Queue, name="?"))
fresh = Queue(3, name="jobs")
print(fresh is queue, len(fresh), queue.get(), fresh.maxsize, Queue(name="jobs") is fresh)
lock = Mutex(name="jobs")
print(drop_name(Queue, "jobs"), Mutex(name="jobs") is lock, drop_name(kind=Mutex, name="jobs"))
for kind in [Queue, Mutex]:
    print(kind.__name__, drop_name(kind, "jobs"))
try:
    drop_name(Queue, 5)
except TypeError as error:
    print(error)


def churn(k):
    kept = 0
    for n in range(50):
        Shared([k] * 50, name=f"value {n % 7}").get()
        kept += drop_name(Shared, f"value {(n + k) % 7}")
    return kept


print(0 < sum(join([spawn(churn, k) for k in range(8)])) <= 400)
for n in range(7):
    drop_name(Shared, f"value {n}")
print(Shared("fresh", name="value 3").get())
for n in range(2000):
    Queue(name=f"many {n}").put(n)
print(sum(Queue(name=f"many {n}").get() for n in range(2000)))
print(sum(drop_name(Queue, f"many {n}") for n in range(2000)), len(Queue(name="many 7")))
