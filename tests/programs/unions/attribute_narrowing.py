class Node:
    def __init__(self, value):
        self.value = value
        self.left = None
        self.right = None

    def insert(self, value):
        if value < self.value:
            if self.left is None:
                self.left = Node(value)
            else:
                self.left.insert(value)
        elif value > self.value:
            if self.right is None:
                self.right = Node(value)
            else:
                self.right.insert(value)

    def walk(self, out):
        if self.left is not None:
            self.left.walk(out)
        out.append(self.value)
        if self.right is not None:
            self.right.walk(out)


root = Node(50)
for v in [30, 70, 20, 40, 60, 80, 30, 65]:
    root.insert(v)
out = []
root.walk(out)
print(out)
print(root.left.value if root.left is not None else "none", root.right is None)
