"""Hello, tasks"""

from weft import cpus, join, spawn


def greet(name):
    return f"hello, {name}"


tasks = [spawn(greet, name) for name in ["world", "channels", "tasks"]]
for text in join(tasks):
    print(text)
print("cores:", "one" if cpus() == 1 else "several")
