def f(): return total
f()
def totals(): return 1
total = totals()
