class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self):
        self.head = None
        self.size = 0

    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1

    def pop(self):
        node = self.head
        if node is None:
            raise IndexError("pop from an empty list")
        self.head = node.next
        self.size -= 1
        return node.value

    def reverse(self):
        previous = None
        node = self.head
        while node is not None:
            following = node.next
            node.next = previous
            previous = node
            node = following
        self.head = previous

    def __repr__(self):
        parts = []
        node = self.head
        while node is not None:
            parts.append(str(node.value))
            node = node.next
        return " -> ".join(parts) + "."


xs = LinkedList()
for i in range(5):
    xs.push(i * i)
print(xs, xs.size)
xs.reverse()
print(xs, xs.pop(), xs.pop(), xs)
while xs.size:
    xs.pop()
try:
    xs.pop()
except IndexError as e:
    print(e, xs)
