class A:
    def __init__(self): self.x = 1
    def go(self, n): return n
    def me(self): return self if self.x == 5 else None
def f(n):
    a = A()
    a.x = n
    return (a
        .me()
        .go(n))
f(5)
f(0)
