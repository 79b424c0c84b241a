def f(): return total
totals = 1
def g():
    try:
        f()
    except NameError as e:
        raise e from None
g()
total = 1
