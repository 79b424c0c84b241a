"""scriptling: add, run and done in one"""

from weft import Atomic, WaitGroup

wg, total = WaitGroup(), Atomic(0)
for i in range(10):
    wg.spawn(total.add, i)
wg.wait()
print(total.get())
try:
    wg.done()
except RuntimeError as error:
    print(error)
