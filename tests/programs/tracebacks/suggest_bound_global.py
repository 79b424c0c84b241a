def f(): return total
if len("ab") > 1:
    totals = 1
f()
total = 2
