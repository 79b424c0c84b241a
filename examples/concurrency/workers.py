"""Workers that share a queue of jobs"""

from weft import Channel, join, spawn


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def work(jobs, results):
    done = 0
    for n in jobs:
        results.send((collatz(n), n))
        done += 1
    return done


jobs, results = Channel(16), Channel(None)  # None: any number
workers = [spawn(work, jobs, results) for _ in range(4)]
for n in range(1, 20_000):
    jobs.send(n)
jobs.close()

print("jobs done:", sum(join(workers)))
results.close()
steps, n = max(results)
print(f"the longest way to 1 below 20,000 starts at {n}: {steps} steps")
