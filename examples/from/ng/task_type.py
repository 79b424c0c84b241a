"""NG: Task<T>, which is what spawn gives"""

from weft import Task, join, spawn


def compute(data: str) -> int:
    return len(data)


task: Task[int] = spawn(compute, "warp and weft")
result = task.join()
print(result + 1)
print(join([spawn(compute, "a" * n) for n in range(5)]), "in their order")
