# tasks that are over as soon as they begin: numbers, names, errors, scopes that were aborted
from weft import (
    Aborted,
    Atomic,
    Cancelled,
    Done,
    Err,
    Ok,
    WaitGroup,
    as_completed,
    done,
    join,
    scope,
    select,
    sleep,
    spawn,
    wait_first,
)


class Odd(Exception):
    pass


def double(n):
    return 2 * n


def half(x):
    return x / 2


def is_small(n):
    return n < 10


def nothing():
    pass


def inverse(n):
    return 10 // n


def refuses(n):
    if n % 2:
        raise Odd(n)
    return n


def counts(hits, n):
    hits.add(n)


def cancels(n):
    if n > 1:
        raise Cancelled
    return n


def swaps(a, b):
    return a.swap(b.load())


def main():
    tasks = [spawn(double, n) for n in range(5)]
    print(join(tasks), [t.id for t in tasks], {t.name for t in tasks})
    print(spawn(half, 3).join(), spawn(is_small, 3).join(), spawn(nothing).join(), spawn(half, 0.5).outcome())
    task = spawn(nothing)
    task.join()
    task.abort()
    print(task.done, task.id, task.name, task.join())

    # errors
    task = spawn(inverse, 0)
    for _ in range(2):
        try:
            task.join()
        except ZeroDivisionError as error:
            print("joined:", error, error.__context__)
    match spawn(refuses, 7).outcome():
        case Ok(value):
            print("ok", value)
        case Err(error):
            print("error", type(error).__name__, error)
    try:
        [].pop()
    except IndexError:
        failing = spawn(refuses, 9)
        print(spawn(refuses, 8).join())
    try:
        failing.join()
    except Odd as error:
        print(error, error.__context__)

    for task in (spawn(cancels, 1), spawn(cancels, 2)):
        try:
            print(task.join())
        except Aborted as error:
            print(type(error).__name__, error)

    # scopes
    hits = Atomic(0)
    with scope() as s:
        for n in range(100):
            s.spawn(counts, hits, n)
    print(hits.load())
    try:
        with scope() as s:
            s.spawn(counts, Atomic(0), 1)
            s.spawn(refuses, 3)
            sleep(10)
    except Odd as error:
        print("scope:", error)
    print(hits.load())
    group = WaitGroup()
    for n in range(10):
        group.spawn(counts, hits, n)
    group.spawn(refuses, 4)
    group.wait()
    print(hits.load(), swaps(hits, Atomic(1)), spawn(swaps, hits, Atomic(2)).join(), hits.load())

    # what takes tasks
    tasks = [spawn(double, n) for n in range(3)]
    first, rest = wait_first(tasks)
    print(len(first) + len(rest), sorted(t.join() for t in as_completed(tasks)))
    task = spawn(double, 21)
    match select(done(task)):
        case Done(t):
            print(t is task, t.join())


main()
