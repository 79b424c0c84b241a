def f(): return total
if len("ab") > 5:
    totals = 1
f()
total = 2
