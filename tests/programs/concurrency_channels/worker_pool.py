from weft import Channel, spawn


class Job:
    def __init__(self, number, data):
        self.number = number
        self.data = data


class Result:
    def __init__(self, number, value=None, error=None):
        self.number = number
        self.value = value
        self.error = error


def worker(jobs, results):
    for job in jobs:
        try:
            results.send(Result(job.number, value=sum(int(x) for x in job.data)))
        except ValueError as e:
            results.send(Result(job.number, error=str(e)))


jobs = Channel(None)
results = Channel(None)
pool = [spawn(worker, jobs, results) for _ in range(3)]
inputs = [["1", "2"], ["x"], [], ["10", "20", "30"], ["7", ""], ["5"]]
for number, data in enumerate(inputs):
    jobs.send(Job(number, data))
jobs.close()
for task in pool:
    task.join()
results.close()
for result in sorted([r for r in results], key=lambda r: r.number):
    if result.error is None:
        print(result.number, "=", result.value)
    else:
        print(result.number, "failed:", result.error)
