class A:
    def __init__(self, n):
        if n == 1: self.count = 1
        if n == 2: self.counts = 2
        if n == 3: self.coumt = 3
def f(n):
    a = A(n)
    return a.count
f(1)
f(3)
