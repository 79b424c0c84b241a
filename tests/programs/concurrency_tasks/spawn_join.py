from weft import join, spawn


def square(n):
    return n * n


def describe(name, count=1, mark="!"):
    return name * count + mark


task = spawn(square, 12)
print(task.join(), task.join(), task.done)
print(spawn(describe, "ab").join(), spawn(describe, "ab", 2, mark="?").join(), spawn(describe, name="c", count=3).join())
tasks = [spawn(square, n) for n in range(10)]
print([t.join() for t in tasks])
print(join([spawn(square, n) for n in [3, 1, 2]]), join([]))
print(sum(join([spawn(lambda: k * 10) for k in range(5)])))
print(spawn(lambda a, b: a + b, "x", "y").join())
