# what runs functions passes keywords on
from weft import Pool, parallel, scope, timeout, WaitGroup
def f(a, b=2, *, c=3):
    return (a, b, c)
print(timeout(1, f, 1, c=5), timeout(1, f, a=1, b=7), timeout(1, dict, x=1))
with scope() as s, parallel() as p, Pool(2) as pool:
    ts = [s.spawn(f, 1, c=1), p.spawn(f, a=2), pool.submit(f, 1, b=9), pool.submit(int, "10", base=2)]
print([t.join() for t in ts])
