größe = 1
def f(): return grösse
f()
grösse = 1
