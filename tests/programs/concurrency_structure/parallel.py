# parallel: a scope each of whose tasks has a worker of its own as far as there are; further ones wait for nobody
from weft import Aborted, Atomic, Channel, Event, parallel, scope, spawn, tasks, yield_now


def double(x):
    return 2 * x


def main():
    # more that wait for each other than any pool has threads
    ready, go = Atomic(0), Event()

    def wait_for_all():
        if ready.add() == 40:
            go.set()
        go.wait()

    with parallel() as p:
        for _ in range(40):
            p.spawn(wait_for_all)
    print(ready.load())

    # nested, and all statements of a block run
    log = []

    def inner(x):
        with parallel() as q:
            a, b = q.spawn(double, x), q.spawn(double, x + 1)
        return a.join() + b.join()

    with parallel() as p:
        log.append("before")
        one = p.spawn(inner, 1)
        log.append("between")
        two = p.spawn(inner, 10)
        with scope() as s:
            three = s.spawn(inner, 100)
        log.append("after")
    print(one.join(), two.join(), three.join(), log)

    # the first error aborts the others, and is raised
    started = Event()
    cleaned = Channel(None)

    def forever():
        try:
            started.set()
            Channel().recv()
        finally:
            cleaned.send("cleaned up")

    def fail():
        started.wait()
        raise ValueError("failed")

    try:
        with parallel() as p:
            p.spawn(forever)
            p.spawn(fail)
    except ValueError as error:
        print(error, cleaned.try_recv())

    @spawn
    def outside():
        with parallel() as p:

            @p.spawn
            def inside():
                Channel().recv()

    while not any(t.name == "inside" and t.state == "parked" for t in tasks()):
        yield_now()
    outside.abort()
    try:
        outside.join()
    except Aborted:
        print("aborted", sum(1 for t in tasks() if t.name == "inside"))


main()
