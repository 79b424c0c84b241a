class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Vec(x={self.x}, y={self.y})"


class Label:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return "Label(" + repr(self.text) + ")"

    def __str__(self):
        return self.text


v = Vec(1, 2)
print(v, str(v), repr(v), [v], (v, v), {"v": v})
w = Label("hi")
print(w, str(w), repr(w), [w], {1: w})
print("as text: " + str(w), f"{w} {w!r}")


class Tree:
    def __init__(self, value, children):
        self.value = value
        self.children = children

    def __repr__(self):
        return str(self.value) + str(self.children) if self.children else str(self.value)


print(Tree(1, [Tree(2, []), Tree(3, [Tree(4, [])])]))
