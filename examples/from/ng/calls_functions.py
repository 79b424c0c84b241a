"""NG: a spawned function calls others, and spawns"""

from weft import spawn


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def fib_in_tasks(n):
    """Each waits for its own: more than a pool of fixed size could serve."""
    if n < 12:
        return fib(n)
    left = spawn(fib_in_tasks, n - 1)
    return left.join() + fib_in_tasks(n - 2)


print(fib_in_tasks(18))
