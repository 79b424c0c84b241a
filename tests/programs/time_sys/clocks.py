import time
from time import perf_counter

a = time.perf_counter()
b = perf_counter()
total = 0
for i in range(10000):
    total += i
c = perf_counter()
print(a <= b <= c, total)
print(time.time() > 1_600_000_000, time.monotonic() <= time.monotonic())
start = time.perf_counter()
time.sleep(0.02)
elapsed = time.perf_counter() - start
print(elapsed >= 0.019, elapsed < 10, isinstance(elapsed, float))
print(time.perf_counter_ns() > 0, time.time_ns() > 10 ** 18)
time.sleep(0)
