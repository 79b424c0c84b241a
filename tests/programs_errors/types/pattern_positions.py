class Point:
    def __init__(self, x):
        self.x = x


match Point(1):
    case Point(x):  # error: pattern-positions
        print(x)
