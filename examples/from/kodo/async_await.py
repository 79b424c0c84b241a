"""Kōdo: async functions, nested"""

from weft import spawn


def double(x: int) -> int:
    return x * 2


def triple(x: int) -> int:
    return x * 3


def both(x: int) -> int:
    a, b = spawn(double, x), spawn(triple, x)
    return a.join() + b.join()


def greet(name: str) -> str:
    return f"Hello, {name}!"


first, second = spawn(double, 21), spawn(triple, 14)
print(first.join(), second.join())
print(spawn(both, 20).join())
print(spawn(greet, "Kōdo").join())
