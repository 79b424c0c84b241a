"""Langoost: a handler that divides by zero leaks no permit"""

from weft import Semaphore, spawn

permits = Semaphore(1)


def handle(total, count):
    with permits:
        try:
            return total // count
        finally:
            print("closed the connection")


print(spawn(handle, 7, 2).join())
try:
    spawn(handle, 7, 0).join()
except ZeroDivisionError as error:
    print("failed:", error)
print("permits left:", permits.permits)
