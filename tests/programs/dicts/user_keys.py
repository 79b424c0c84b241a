class Cell:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return self.x * 31 + self.y

    def __repr__(self):
        return f"Cell({self.x}, {self.y})"


d = {Cell(0, 0): "a", Cell(1, 0): "b"}
d[Cell(0, 0)] = "c"
print(d, len(d), Cell(1, 0) in d, Cell(1, 1) in d)
same = Cell(31, 0)
other = Cell(0, 961)
d[same] = "x"
d[other] = "y"
print(d[Cell(31, 0)], d[Cell(0, 961)], len(d))
