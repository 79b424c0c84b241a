# wait_first: (ended, rest), each in order; it takes no outcome
from weft import Channel, sleep, spawn, wait_first, yield_now


def after(ch, value):
    ch.recv()
    return value


def fails():
    raise ValueError("broken")


def main():
    a, b = Channel(), Channel()
    slow, fast = spawn(after, a, "slow"), spawn(after, b, "fast")
    b.send(None)
    ended, rest = wait_first([slow, fast])
    print([t.join() for t in ended], [t.name for t in rest])
    a.send(None)
    ended, rest = wait_first(rest)
    print([t.join() for t in ended], rest)

    # of several that have ended all are told, in their order
    three = [spawn(after, a, k) for k in range(3)]
    for _ in three:
        a.send(None)
    while not all(t.done for t in three):
        yield_now()
    ended, rest = wait_first(reversed(three))
    print([t.join() for t in ended], rest)

    # an error is no error here
    failing = spawn(fails)
    ended, rest = wait_first([failing, spawn(after, a, 1)])
    print(ended == [failing], len(rest))
    print(repr(failing.outcome()))

    for tasks in ([], rest):
        try:
            wait_first(tasks, timeout=0.01)
        except (TimeoutError, ValueError) as error:
            print(type(error).__name__, error)
    try:
        wait_first(rest, timeout=0)
    except TimeoutError as error:
        print(error)
    print(wait_first([failing], timeout=0)[0] == [failing])


main()
