# Pool: submit gives a task, so many at a time; wait, map, with
from weft import Aborted, Atomic, Channel, Event, Pool, current, join, spawn, yield_now


def twice(x):
    return 2 * x


def fails():
    raise ValueError("broken")


def name():
    return current().name


def other(a, b="x"):
    return f"{current().name} {a} {b}"


def counted(now, most):
    most.max(now.add())
    yield_now()
    now.add(-1)


def main():
    with Pool(2) as pool:
        tasks = [pool.submit(twice, k) for k in range(5)]
        print(join(tasks), pool.map(twice, [10, 20]), pool.map(len, ["abc"]))
        print([pool.submit(f).join() for f in (name, lambda: name())])
        print(pool.submit(other, 1).join(), pool.submit(other, "a", "b").join(), pool.submit(str, 5).join())
        # its error is for who joins it, and harms no other
        failing = pool.submit(fails)
        try:
            failing.join()
        except ValueError as error:
            print(error)
        try:
            pool.map(lambda x: 1 // x, [1, 0])
        except ZeroDivisionError as error:
            print(error)

    now, most = Atomic(0), Atomic(0)
    pool = Pool(3)
    for _ in range(50):
        pool.submit(counted, now, most)
    pool.wait()
    print(now.load(), 1 <= most.load() <= 3)

    # one who waits for others of the same pool needs places for both: with two there are
    ch = Channel()
    with Pool(2) as pool:
        a, b = pool.submit(ch.recv), pool.submit(ch.send, "met")
        print(a.join(), b.join())

    # an error in the block aborts what was submitted
    log = Channel(None)
    started = Event()

    def forever():
        try:
            started.set()
            Channel().recv()
        finally:
            log.send("cleaned up")

    try:
        with Pool(1) as pool:
            first, second = pool.submit(forever), pool.submit(forever)
            started.wait()
            raise KeyError("block")
    except KeyError as error:
        print(error, log.try_recv(), first.done, second.done)

    for call in (lambda: pool.submit(twice, 1), lambda: Pool(0), lambda: Pool(True), lambda: pool.__enter__()):
        try:
            call()
        except (RuntimeError, ValueError, TypeError) as error:
            print(type(error).__name__)
    try:
        blocked = Pool(1)
        task = blocked.submit(Channel().recv)
        blocked.wait(timeout=0.01)
    except TimeoutError as error:
        print(str(error).partition("> ")[2])
        task.abort()
        blocked.wait()
    print(Pool().submit(twice, 21).join())


main()
