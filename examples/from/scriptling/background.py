"""scriptling: background, and its promise"""

from weft import join, spawn


def add(a, b=0):
    return a + b


def half(n):
    return n // 2 if n else 1 // n


promise = spawn(add, 5, b=3)
print(promise.join(), promise.join(), "as often as one asks")
print(join([spawn(add, n, n + 1) for n in range(5)]))
try:
    spawn(half, 0).join(timeout=5)
except ZeroDivisionError as error:
    print("the task's own error:", type(error).__name__)
