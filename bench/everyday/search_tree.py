"""A binary search tree: inserting, looking up, height, and going through in order, by recursion."""

from typing import Optional


class Tree:
    key: int
    count: int
    left: Optional["Tree"]
    right: Optional["Tree"]

    def __init__(self, key: int):
        self.key = key
        self.count = 1
        self.left = None
        self.right = None

    def insert(self, key: int):
        if key == self.key:
            self.count += 1
        elif key < self.key:
            if self.left is None:
                self.left = Tree(key)
            else:
                self.left.insert(key)
        else:
            if self.right is None:
                self.right = Tree(key)
            else:
                self.right.insert(key)


def height(tree: Optional[Tree]) -> int:
    if tree is None:
        return 0
    return 1 + max(height(tree.left), height(tree.right))


def collect(tree: Optional[Tree], keys: list[int]) -> None:
    if tree is not None:
        collect(tree.left, keys)
        keys.append(tree.key)
        collect(tree.right, keys)


def contains(tree: Optional[Tree], key: int) -> bool:
    while tree is not None:
        if key == tree.key:
            return True
        tree = tree.left if key < tree.key else tree.right
    return False


def main():
    tree = Tree(500000)
    seed = 17
    for _ in range(400000):
        seed = (seed * 48271) % 2147483647
        tree.insert(seed % 1000000)
    keys: list[int] = []
    for _ in range(5):
        keys = []
        collect(tree, keys)
    found = 0
    for n in range(400000):
        if contains(tree, n * 5):
            found += 1
    print(len(keys), keys == sorted(keys), height(tree), found)


main()
