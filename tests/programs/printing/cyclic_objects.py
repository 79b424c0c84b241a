class Node:
    def __init__(self, name):
        self.name = name
        self.links = []

    def __repr__(self):
        return f"{self.name}{[n.name for n in self.links]}"


a = Node("a")
b = Node("b")
a.links.append(b)
b.links.append(a)
a.links.append(a)
print(a, b, [a, b])
rows = [[1]]
rows[0].append(2)
rows.append(rows[0])
print(rows, rows[0] is rows[1])
