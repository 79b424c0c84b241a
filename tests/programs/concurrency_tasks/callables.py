# Whatever can be called can be spawned: built-ins, classes, methods of objects, of built-in ones too.
from weft import Channel, Event, Latch, Mutex, spawn


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def moved(self, dx, *, dy=0):
        return Point(self.x + dx, self.y + dy)

    def __call__(self, k):
        return self.x * k

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Named(Point):
    pass


ch, lock, event = Channel(3), Mutex(), Event()
numbers = [3, 1, 2]
task = spawn(print, "x", 1, sep="-", end=".\n")
print(task, task.join())
for task in (spawn(ch.send, 42), spawn(event.set), spawn(numbers.append, 4)):
    print(task.name, task.join())
print(ch.recv(), event.is_set(), numbers)
print(spawn(len, numbers).join(), spawn(sorted, numbers, reverse=True).join(), spawn(max, 1, 2).join())
print(spawn("abc".upper).join(), spawn("a,b".split, ",").join(), spawn(", ".join, ["x", "y"]).join())
task = spawn(Point, 1, y=2)
print(task, task.join(), spawn(Point, 5).join(), spawn(Named, 7).join())
print(spawn(Point(1, 2).moved, 10, dy=5).join(), spawn(Point(3), 5).join())
print(spawn(int, "12").join() + spawn(float, "1.5").join(), spawn(str, 5).join(), spawn(list, "ab").join())
print(spawn(dict, a=1, b=2).join(), spawn(range, 3).join(), spawn(bool, []).join())
for f in (len, sum, max, sorted):
    print(spawn(f, numbers).join())
try:
    spawn(int, "x").join()
except ValueError as error:
    print(error)
error = spawn(ValueError, "made there").join()
print(repr(error))
latch = Latch()
tasks = [spawn(latch.wait, timeout=60) for _ in range(3)]
spawn(latch.open)
print([task.join() for task in tasks], [task.name for task in tasks])
task = spawn(Point(3), 5)
print(task, task.join(), spawn(Point(1, 2).moved, 10).name)
print(spawn(spawn(abs, -3).join).join(timeout=60))
