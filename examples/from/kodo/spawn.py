"""Kōdo: two green threads"""

from weft import spawn


def hello(number):
    print(f"hello from green thread {number}")


one = spawn(hello, 1)
one.join()  # which Kōdo can't: there both start after main has ended
two = spawn(hello, 2)
two.join()
print("main thread")
