# Children that fail at any moment, blocks that are aborted, scopes in scopes: each ends, and leaves nobody running.
from weft import Aborted, Cancelled, Channel, Semaphore, scope, spawn, yield_now

running = Semaphore(1000)


def child(n, fails):
    with running:
        for _ in range(n % 5):
            yield_now()
        if fails:
            raise ValueError(n)
        return n


def block(seed, depth, never, fails):
    """The sum of what ended well, or the number of the child that failed."""
    with running:
        try:
            with scope() as s:
                tasks = [s.spawn(child, seed + n, n == seed % 6 and fails and not depth) for n in range(4)]
                if depth:
                    tasks.append(s.spawn(block, seed + 1, depth - 1, never, fails))
                if seed % 3 == 0 and (not fails or not depth and seed % 6 < 4):
                    never.recv()  # until a child fails, or somebody aborts
                if seed % 5 == 0 and not fails:
                    raise KeyError(seed)
            return sum(task.join() for task in tasks)
        except ValueError as error:
            return error.args[0]
        except KeyError as error:
            return -error.args[0]


def many(never, seeds):
    with scope() as s:
        tasks = [s.spawn(block, seed, 2, never, True) for seed in seeds]
    return sum(task.join() for task in tasks)


never = Channel()
tasks = [spawn(many, never, range(first, first + 4)) for first in (1, 8, 15, 22)]
for turn in range(60):
    victim = spawn(block, 3 * turn, 2, never, False)
    for _ in range(turn % 9):
        yield_now()
    victim.abort()
    try:
        victim.join()
    except Aborted:
        pass
print([task.join(timeout=60) for task in tasks], running.permits)
