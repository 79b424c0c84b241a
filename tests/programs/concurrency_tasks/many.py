from weft import join, spawn


def work(n):
    total = 0
    for i in range(n % 50):
        total += i * n
    return total


tasks = [spawn(work, n) for n in range(1500)]
results = join(tasks)
print(len(results), sum(results), results[49], results[-1])
print(results == [work(n) for n in range(1500)])
