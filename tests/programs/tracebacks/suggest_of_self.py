class A:
    def __init__(self): self.total = 1
    def m(self):
        return total
A().m()
total = 3
