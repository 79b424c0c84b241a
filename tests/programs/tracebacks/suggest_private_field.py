class A:
    def __init__(self, n):
        self._count = n
        if n: self.count = n
    def get(self):
        return self.count
a = A(1)
a.get()
A(0).get()
