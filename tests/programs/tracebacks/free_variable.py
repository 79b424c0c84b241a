def f(n):
    def g():
        return count
    countt = 3
    print(g() + countt)
    count = 1
f(0)
