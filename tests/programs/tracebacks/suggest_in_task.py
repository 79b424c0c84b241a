from weft import spawn
def f(totals): return total
t = spawn(f, 1)
t.join()
total = 1
