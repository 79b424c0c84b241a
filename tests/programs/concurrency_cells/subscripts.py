# A class of what holds values may be called with their type.
import weft
from weft import Channel, Mutex, Once, Shared, Shared as Kept, spawn


class Point:
    def __init__(self, x):
        self.x = x


channel = Channel[int](2)
channel.send(3)
print(channel.recv(), channel.capacity, Channel[str]().capacity, Channel[tuple[str, int]](capacity=None).capacity)
print(Shared[list[int]]([1]).get(), Kept[int | None](None).get(), weft.Shared[Point](Point(4)).get().x)
print(Shared["Later"](5).get())
mutex = Mutex[dict[str, int]]({})
with mutex as cell:
    cell.value["a"] = 1
with mutex as cell:
    print(cell.value)
print(Once[int](lambda: 6).get())


class Later:
    pass


def makes():
    from weft import Channel as Pipe

    pipe = Pipe[list[Point]](1)
    pipe.send([Point(7)])
    return pipe


print(spawn(makes).join().recv()[0].x)


def shadowed(Shared):
    return Shared[0]([8])


print(shadowed([len]))
