"""Elle: a deadline"""

from weft import sleep, timeout

print(timeout(5, lambda: 1 + 2))
print(timeout(5, lambda: None), "is a result")
try:
    timeout(0.02, sleep, 60)
except TimeoutError:
    print("too late, which is no nil")
