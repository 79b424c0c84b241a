# Elle's cases of structured concurrency: join, outcome, abort, select, race, timeout, scope, map.
from weft import (
    Aborted, Channel, Err, Event, Ok, Task, join, parallel_map, race, scope, spawn, timeout, wait_first,
)  # fmt: skip


def answer():
    return 42


def fails(word):
    raise ValueError(word)


def forever(begun, cleaned):
    try:
        begun.set()
        Event().wait()
    finally:
        cleaned.send("cleaned")


def told(task: Task[int]):
    match task.outcome():
        case Ok(value):
            return f"ok {value}"
        case Err(error):
            return f"failed {type(error).__name__}"


def failing(word):
    fails(word)
    return 0


def main():
    print(spawn(answer).join())
    try:
        spawn(fails, "propagates").join()
    except ValueError as error:
        print(error)
    print(join([spawn(abs, -k) for k in range(4)]))
    shared = spawn(answer)
    print(join([spawn(shared.join), spawn(shared.join)]))
    print(told(spawn(answer)), told(spawn(failing, "x")))

    dead = spawn(answer)
    dead.join()
    dead.abort()
    print(dead.join(), dead.done)
    cleaned = Channel[str](None)
    begun = Event()
    task = spawn(forever, begun, cleaned)
    begun.wait()
    task.abort()
    try:
        task.join()
    except Aborted:
        print("aborted", cleaned.recv())
    failed = spawn(failing, "dead")
    print(told(failed))
    failed.abort()
    print(told(failed))

    gate = Channel[int]()
    slow, fast = spawn(gate.recv), spawn(answer)
    ended, rest = wait_first([slow, fast])
    print([t.join() for t in ended], len(rest))
    gate.send(1)
    print(slow.join())

    begun = Event()

    def wins():
        begun.wait()
        return "winner"

    def loses():
        forever(begun, cleaned)
        return "loser"

    print(race(loses, wins), cleaned.recv())
    print(timeout(60, answer))
    try:
        timeout(0.01, Event().wait)
    except TimeoutError:
        print("timed out")

    with scope() as s:
        children = [s.spawn(abs, -k) for k in range(5)]
    print(sum(join(children)))
    begun = Event()

    def breaks():
        begun.wait()
        fails("a child")

    try:
        with scope() as s:
            s.spawn(forever, begun, cleaned)
            s.spawn(breaks)
    except ValueError as error:
        print(error, cleaned.recv())
    print(parallel_map(lambda x: x * x, [1, 2, 3, 4]))
    finished = spawn(answer)
    while not finished.done:
        wait_first([finished])
    print(finished.join())
    print([told(t) for t in (spawn(answer), spawn(failing, "x"), spawn(answer))])


main()
