"""Errors of tasks, timeouts and aborts"""

from weft import Aborted, sleep, spawn


def divide(a, b):
    return a / b


def sleeper():
    try:
        sleep(60)
    finally:
        print("the sleeper cleans up")


print("7 / 2 =", spawn(divide, 7, 2).join())
try:
    spawn(divide, 7, 0).join()
except ZeroDivisionError as error:
    print("the task failed:", error)

task = spawn(sleeper)
try:
    task.join(timeout=0.05)
except TimeoutError:
    print("still asleep")
task.abort()
try:
    task.join()
except Aborted:
    print("aborted")
