class Window:
    def __init__(self, items):
        self.items = items

    def at(self, i):
        return self.items[i]


w = Window([1, 2, 3])
print(w.at(-3))
print(w.at(3))
