class Config:
    debug = False
    limits = [1, 2]
    names = {}
    count = 3 * 4
    label = "size " + str(count)

    def grow(self):
        self.limits.append(len(self.limits))
        self.names[len(self.names)] = "n"


a = Config()
b = Config()
a.grow()
b.grow()
print(a.limits, b.limits is Config.limits, Config.names)
a.debug = True
print(a.debug, b.debug, Config.debug)
Config.debug = True
Config.count += 1
print(b.debug, Config.count, a.count, Config.label)
b.limits = []
print(a.limits, b.limits)


class Shape:
    sides = 0

    def describe(self):
        return f"{self.sides} sides"


class Square(Shape):
    sides = 4


print(Shape().describe(), Square().describe(), Square.sides)
