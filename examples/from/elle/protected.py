"""Elle: an outcome instead of an error (join-protected)"""

from weft import Err, Ok, spawn


def divide(a, b):
    return a // b


for task in [spawn(divide, 6, 2), spawn(divide, 6, 0)]:
    match task.outcome():
        case Ok(value):
            print(value)
        case Err(error):
            print("failed:", error)
