# The type of a constant name is that of all who use it; a name that isn't constant may be any of its kind.
from weft import Channel, Mutex, Once, Queue, Shared, join, spawn

NUMBERS = "numbers"


class Point:
    def __init__(self, x):
        self.x = x


def feed():
    for n in range(4):
        Queue(name=NUMBERS).put(n)
        Queue(name="words").put(str(n))
        Queue(name="points").put(Point(n))
    Queue(name="numbers").close()


feeder = spawn(feed)
print(sum(Queue(name="numbers")), Queue(name="words").get().upper(), Queue(name="points").get().x)
feeder.join()
table = Shared[dict[str, list[int]]]({}, name="table")
Shared(name="table").update(lambda d: d | {"a": [1]})
print(table.get()["a"][0] + 1)
with Mutex[list[int]]([], name="list") as cell:
    cell.value.append(3)
print(Mutex(name="list").held)


def put(name, value):
    Channel(None, name=name).send(value)


def make_name(k):
    return f"channel {k % 2}"


join([spawn(put, make_name(k), k if k % 2 else str(k)) for k in range(6)])
odd, even = Channel(None, make_name(1)), Channel(None, make_name(0))
print(sorted(odd.recv() for _ in range(3)), sorted(even.recv() for _ in range(3)))
print(Channel(None, name="channel 1") is odd, len(odd))
for name in ["a", None, "a", None]:
    queue = Queue(name=name)
    queue.put(name)
    print(len(queue), queue.get())


class Service:
    def __init__(self, name):
        self.lock = Mutex(0, name=name)

    def count(self):
        with self.lock as cell:
            cell.value += 1
            return cell.value


def serve(name, times):
    service = Service(name)
    return max(service.count() for _ in range(times))


print(sorted(join([spawn(serve, "first", 5), spawn(serve, "second", 3)])), Service("first").count(), serve("second", 1))
print(spawn(Once(lambda: [1, 2], name="list").get).join(), Once(name="list").get())
