class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __hash__(self):
        return hash((self.x, self.y))


print(hash((1, 2)))  # error: builtin-not-built
print(hash(Point(1, 2)))  # error: builtin-not-built
print(hash(Point(1, 2)) == hash(Point(1, 2)))
