from weft import spawn


def work(n):
    return n + 1


task = spawn(work(1))  # error: not-callable
print(task.join())
