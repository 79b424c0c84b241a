"""Linked lists: a stack, a queue, reversing, and those who stand in a circle."""

from typing import Optional


class Node:
    value: int
    next: Optional["Node"]

    def __init__(self, value: int, next: Optional["Node"]):
        self.value = value
        self.next = next


def build(count):
    head: Optional[Node] = None
    for n in range(count):
        head = Node(n, head)
    return head


def reverse(head: Optional[Node]):
    done: Optional[Node] = None
    while head is not None:
        rest = head.next
        head.next = done
        done = head
        head = rest
    return done


def total(head: Optional[Node]):
    result = 0
    while head is not None:
        result += head.value
        head = head.next
    return result


def last_in_circle(count, step):
    first = Node(1, None)
    last = first
    for n in range(2, count + 1):
        node = Node(n, None)
        last.next = node
        last = node
    last.next = first
    while last.next is not last:
        for _ in range(step - 1):
            last = last.next
        last.next = last.next.next
    return last.value


def main():
    result = 0
    for turn in range(80):
        head = reverse(build(100000))
        result += total(head) + head.value
        head = reverse(reverse(head))
        result += total(head)
    print(result)
    print(last_in_circle(41, 3), last_in_circle(300000, 10))


main()
