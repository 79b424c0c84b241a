# Many tasks ask at once: there is one object, made once, whoever comes first.
from weft import Atomic, Barrier, Channel, Mutex, Queue, Semaphore, Shared, join, spawn

TASKS = 24


def take_part(k):
    Barrier(TASKS, name="start").wait()
    count = Atomic(name="count").add()
    with Mutex(0, name="sum") as cell:
        cell.value += k
    Shared({}, name="seen").update(lambda seen: seen | {k: count > 0})
    with Semaphore(3, name="few"):
        Queue(name="ids").put(k)
    Channel(None, name="hashes").send(hash(Mutex(name="sum")))
    return Mutex(name="sum")


tasks = [spawn(take_part, k) for k in range(TASKS)]
locks = join(tasks)
print(len(set(locks)), locks[0] is Mutex(name="sum"), Atomic(name="count").load())
with Mutex(name="sum") as cell:
    print(cell.value, sum(range(TASKS)))
seen = Shared(name="seen").get()
print(len(seen), all(seen.values()))
ids = Queue(name="ids")
ids.close()
print(sorted(ids) == list(range(TASKS)), Semaphore(name="few").permits)
hashes = Channel(name="hashes")
hashes.close()
print(len(set(hashes)))
# None was made in vain: locks are numbered as they are made.
print(Mutex(), Queue())


def many(k):
    for n in range(20):
        Atomic(name=f"counter {n}").add(k)


join([spawn(many, k) for k in range(10)])
print([Atomic(name=f"counter {n}").get() for n in range(20)] == [45] * 20, Mutex())
