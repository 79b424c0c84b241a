# The criteria of NG's proposal: the right result, functions that call others, isolation, errors, two that overlap.
from weft import Channel, Err, Ok, join, spawn

total = [0]


def heavy_computation(data):
    return sum(helper(n) for n in range(data))


def helper(n):
    return n * n


def adds(n):
    total[0] += n
    return total[0]


def meets(mine, theirs, word):
    mine.send(word)
    return theirs.recv()


def compute():
    task1, task2 = spawn(heavy_computation, 100), spawn(heavy_computation, 200)
    return task1.join() + task2.join()


def parse(text):
    return int(text)


print(compute(), spawn(compute).join())
print(join([spawn(adds, n) for n in (1, 2, 3)]), total)
left, right = Channel(), Channel()
one = spawn(meets, left, right, "one")
other = spawn(lambda: [left.recv(), right.send("other")][0])  # neither ends without the other
print(one.join(), other.join())
for text in ("12", "x"):
    match spawn(parse, text).outcome():
        case Ok(value):
            print("Ok", value)
        case Err(error):
            print("Err", error)


def worker(jobs, results):
    for job in jobs:
        results.send((job, job * 2))


jobs, results = Channel(None), Channel(None)
workers = [spawn(worker, jobs, results) for _ in range(10)]
for job in range(100):
    jobs.send(job)
jobs.close()
join(workers)
results.close()
print(sorted(results) == [(job, job * 2) for job in range(100)])
