# as_completed: tasks by their ends; what is added meanwhile too
from weft import Channel, as_completed, join, spawn


def after(ch, value):
    ch.recv()
    if value < 0:
        raise ValueError(str(value))
    return value


def main():
    gates = [Channel() for _ in range(4)]
    tasks = [spawn(after, ch, k) for k, ch in enumerate(gates)]
    order = as_completed(tasks)
    for k in (2, 0, 3, 1):
        gates[k].send(None)
        print(next(order).join())
    try:
        next(order)
    except StopIteration:
        print("no more")

    # a crawl: each that ends brings others
    found = []
    more = as_completed([spawn(int, "1")])
    for task in more:
        n = task.join()
        found.append(n)
        if n < 20:
            more.add(spawn(int, str(2 * n)))
            more.add(spawn(int, str(3 * n)))
    print(sorted(found))

    failing = spawn(after, gates[0], -1)
    gates[0].send(None)
    for task in as_completed([failing]):
        print(repr(task.outcome()))
    waits = [spawn(after, gates[0], 1), spawn(after, gates[0], 2)]
    try:
        for task in as_completed(waits, timeout=0.01):
            print("never")
    except TimeoutError as error:
        print(error)
    gates[0].send(None)
    gates[0].send(None)
    print(sorted(t.join() for t in as_completed(waits, timeout=60)), list(as_completed([])))
    print(join(waits))


main()
