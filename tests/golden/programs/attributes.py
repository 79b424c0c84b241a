class Node:
    count = 0

    def __init__(self, value, next=None):
        self.value = value
        self.next = next
        Node.count += 1

    def last(self):
        node = self
        while node.next is not None:
            node = node.next
        return node


class Other:
    def __init__(self):
        self.value = "other"


def read(node):
    return node.value, node.next, node.count, Node.count


def written(node):
    node.value = 3
    node.value += 1
    node.next = Node(1)
    node.extra = "late"
    return node.extra


def chained(node):
    return node.last().value


def of_union(thing):
    return thing.value


def of_maybe(node):
    return node.next.value if node.next else 0


def doubtful(node):
    return node.next.value


read(Node(1))
written(Node(2))
chained(Node(1, Node(2)))
of_union([Node(1), Other()][0])
of_maybe(Node(1, Node(2)))
doubtful(Node(1, Node(2)))
