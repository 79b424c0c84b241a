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
    CodeEntry(
        "W0502",
        "value-of-a-name",
        "a name brings a value to where it isn't handled",
        """
All who use a constant name, or a key of the store, get objects of one type, that of all of them
together. Here one of them puts in what another can't use: that raises an exception when it comes.

    def feed():
        Queue(name="jobs").put("ten")

    spawn(feed)
    Queue(name="jobs").put(10)
    print(Queue(name="jobs").get() + 1)    # TypeError, if the text came first

Put values of one type under each name. If they are meant to differ, ask which came:

    job = Queue(name="jobs").get()
    print(job + 1 if isinstance(job, int) else job)
""",
    ),
)
