class Counter:
    def __init__(self):
        self.n = 0

    def add(self, by):
        self.n += by


c = Counter()
c.add(1)
c.add(1, 2)  # error: wrong-arguments
