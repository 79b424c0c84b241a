"""NG: ten workers, a hundred jobs, and no sentinel"""

from weft import Channel, join, spawn


def worker(jobs, results):
    for job in jobs:  # until it is closed and empty: no -1 that could be a job
        results.send(job * job)


jobs, results = Channel(10), Channel(10)
workers = [spawn(worker, jobs, results) for _ in range(10)]


@spawn
def produce():
    for job in range(-50, 50):
        jobs.send(job)
    jobs.close()


print(sum(results.recv() for _ in range(100)))
join(workers)
