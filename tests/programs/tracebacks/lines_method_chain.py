class A:
    def __init__(self, n):
        self.n = n
    def m(self, *args):
        return A(self.n // len(args))
    def k(self): return A(self.n)

def go():
    result = A(3).k().m(
        1,
        2).k(
        ).m()
    return result
go()
