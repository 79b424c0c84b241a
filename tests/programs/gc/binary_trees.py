class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        n = 1
        left = self.left
        if left is not None:
            n += left.count()
        right = self.right
        if right is not None:
            n += right.count()
        return n


def make(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(make(depth - 1), make(depth - 1))


long_lived = make(11)
for depth in range(4, 11, 2):
    turns = 1 << (11 - depth)
    check = 0
    for _ in range(turns):
        check += make(depth).count()
    print(f"{turns:>5} trees of depth {depth}: {check}")
print("long lived:", long_lived.count())
