w = [1]
w.append(w)
print(w)
d = {}
d[1] = d
d[2] = [d]
print(d)
t = ([],)
t[0].append(t)
print(t, t[0])
class Node:
    def __init__(self, name):
        self.name, self.children = name, []
    def __repr__(self):
        return f"Node({self.name}, {self.children})"
n = Node("a")
m = Node("b")
n.children.append(m)
m.children.append(n.children)
print(n, [n, m])
xs = [[1], [1]]
print(xs, [xs, xs])
class Bad:
    def __init__(self): self.parts = []
    def __repr__(self):
        if len(self.parts) > 1: raise ValueError("bad")
        return str(self.parts)
b = Bad()
b.parts.append(b.parts)
print(b)
b.parts.append(b.parts)
try:
    print([b])
except ValueError as e: print(e)
b.parts.pop()
print([b])
e = ValueError([1])
e.args[0].append(e.args[0])
print(e, repr(e))
