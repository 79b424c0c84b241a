# What is given must agree with what there is; what isn't given isn't compared, nor is what a value begins with.
from weft import Atomic, Barrier, Channel, Condition, Mutex, Once, Queue, Semaphore, Shared


def told(f):
    try:
        print(f())
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")


told(lambda: Semaphore(3, name="s").permits)
told(lambda: Semaphore(name="s").permits)
told(lambda: Semaphore(3, name="s").permits)
told(lambda: Semaphore(2, name="s"))
told(lambda: Semaphore(0, name="s"))
told(lambda: Semaphore(permits="3", name="s"))
told(lambda: Semaphore(-1, name="t"))
told(lambda: Semaphore(name="t"))
told(lambda: Semaphore(4, name="t").permits)
told(lambda: Barrier(2, name="b").parties)
told(lambda: Barrier(name="b").parties)
told(lambda: Barrier(3, name="b"))
told(lambda: Barrier(True, name="b"))
told(lambda: Barrier(name="c"))
told(lambda: Channel(name="c").capacity)
told(lambda: Channel(0, "c").capacity)
told(lambda: Channel(2, name="c"))
told(lambda: Channel(None, name="c"))
told(lambda: Channel(-1, name="c"))
told(lambda: Channel(1.5, name="c"))
told(lambda: Channel(None, "all").capacity)
told(lambda: Channel(7, name="all"))
told(lambda: Queue(2, "q").maxsize)
told(lambda: Queue(name="q").maxsize)
told(lambda: Queue(3, name="q"))
told(lambda: Queue(0, name="q"))
told(lambda: Queue("3", name="q"))
told(lambda: Queue(-1, name="r").maxsize)
told(lambda: Queue(0, name="r").maxsize)
lock = Mutex(name="of a condition")
told(lambda: Condition(lock, name="c").try_acquire())
told(lambda: Condition(name="c").release())
told(lambda: Condition(Mutex(name="of a condition"), name="c").try_acquire())
told(lambda: Condition(None, name="c") == Condition(lock, name="c"))
told(lambda: Condition(Mutex(), name="c"))
told(lambda: Condition(5, name="c"))
lock.release()
told(lambda: Shared(1, name="v").get())
told(lambda: Shared(2, name="v").get())
told(lambda: Shared(name="v").get())
told(lambda: Shared(name="w"))
told(lambda: Atomic(3, name="a").add())
told(lambda: Atomic(100, name="a").add())
told(lambda: Atomic(name="zero").get())
told(lambda: Once(name="o"))
told(lambda: Once(lambda: "first", name="o").get())
told(lambda: Once(lambda: "second", name="o").get())
with Mutex("guarded", name="m") as cell:
    cell.value += "!"
with Mutex("other", name="m") as cell:
    print(cell.value)
for wrong in [5, True, 2.5]:
    told(lambda: Mutex(name=wrong))
told(lambda: Queue(1, ["x"]))
