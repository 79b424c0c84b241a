# wait_for gives up whatever its limit is, also where the clock stands still but for waits, as with --seed.
from weft import Condition, sleep

condition = Condition()
late = 0
with condition:
    for n in range(1, 40):
        sleep(0.0001 * n)
        try:
            condition.wait_for(lambda: False, timeout=0.0001 * n + 1e-10)
        except TimeoutError:
            late += 1
    for limit in (1e-9, 4e-10, 1e-12, 5e-324):
        try:
            condition.wait_for(lambda: False, timeout=limit)
        except TimeoutError:
            late += 1
print(late)
