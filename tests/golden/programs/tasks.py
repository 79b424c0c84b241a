from weft import current, join, sleep, spawn, yield_now

BASE = [1, 2]


class Job:
    def __init__(self, n):
        self.n = n

    def run(self, by):
        return self.n * by


def work(a, b=1):
    sleep(0)
    yield_now()
    return a + b + len(BASE)


def spawned(n):
    one, two = spawn(work, n), spawn(work, n, b=2)
    return one.join(), two.join(timeout=1), one.done


def kinds(job, k):
    return spawn(job.run, 2).join(), spawn(lambda: k).join(), spawn(work, *(1, 2)).join()


def gathered(n):
    return join([spawn(work, i) for i in range(n)])


def failing():
    raise ValueError("task")


def outcomes():
    task = spawn(failing)
    try:
        task.join()
    except ValueError as error:
        print(error)
    task.abort()
    return current().id


spawned(1)
kinds(Job(2), 3)
gathered(2)
outcomes()
