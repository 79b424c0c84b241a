"""W05xx: warnings about tasks."""

from weftc.diagnostics.entry import CodeEntry

TASK_CODES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "W0501",
        "change-lost-in-task",
        "a task changes a copy, and the original is read",
        """
A task works on copies of the globals and captured variables that its function uses. What it sets or changes
there is gone when it ends: the code outside still has what was there when the task started.

    results = []

    def work(n):
        results.append(n * n)

    join([spawn(work, n) for n in range(3)])
    print(results)            # []

Return the value, and take it from `join`:

    def work(n):
        return n * n

    results = join([spawn(work, n) for n in range(3)])

Where values come one by one, send them through a Channel. There is no warning where the code outside sets or
changes the variable itself before it reads it, and none about arguments of `spawn`.
""",
    ),
)
