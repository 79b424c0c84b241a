# Classes of weft may be called with the types of what they hold.
import weft
from weft import Channel, spawn
from weft import Channel as Pipe


class Job:
    def __init__(self, n):
        self.n = n


def works(jobs, results):
    for job in jobs:
        results.send(job.n * 2)


jobs, results = Channel[Job](), weft.Channel[int](capacity=None)
tasks = [spawn(works, jobs, results) for _ in range(2)]
for n in range(5):
    jobs.send(Job(n))
jobs.close()
for task in tasks:
    task.join()
print(sorted(results.recv() for _ in range(5)))
words = Pipe[list[str]](1)
words.send(["a"])
print(words.recv(), words, Channel["Job"](3).capacity, Channel[int | None](2).capacity)
handlers = {"x": len}
print(handlers["x"]("abc"))
