# What nothing changes is one object everywhere: references taken before the first spawn, parts of other globals,
# arguments, captures.
from weft import Channel, join, spawn


class Node:
    def __init__(self, name, next):
        self.name = name
        self.next = next


TABLE = [[1, 2], [3, 4]]
row = TABLE[0]
BOOK = {"rows": TABLE, "first": TABLE[0], "again": [TABLE, TABLE]}
LAST = Node("last", None)
RING = Node("first", LAST)
LAST.next = RING
same_ring = RING.next.next
PAIR = (TABLE, RING)


def in_task(table, pair, node):
    return [
        table is TABLE,
        table[0] is TABLE[0],
        BOOK["rows"] is TABLE,
        BOOK["first"] is TABLE[0],
        BOOK["again"][0] is BOOK["again"][1],
        pair[0] is TABLE,
        PAIR[0] is table,
        pair[1] is RING,
        node is RING.next,
        RING.next.next is RING,
        table[0] is table[1],
        table == TABLE,
    ]


def nested(table):
    return spawn(in_task, table, PAIR, LAST).join()


def captured(table):
    def run():
        return table is TABLE, table[1] is BOOK["rows"][1]

    return spawn(run).join()


print(row is TABLE[0], same_ring is RING, BOOK["again"][0] is TABLE)
print(spawn(in_task, TABLE, PAIR, LAST).join())
print(row is TABLE[0], same_ring is RING, BOOK["again"][0] is TABLE, PAIR[0] is TABLE)
print(spawn(nested, TABLE).join())
print(captured(TABLE), spawn(captured, TABLE).join())
mine = [TABLE, [5], TABLE]
print(spawn(lambda: (mine[0] is TABLE, mine[0] is mine[2], mine[1] is TABLE[0])).join())


def through(ch, done):
    # what a message holds comes from one value: shared parts stay shared
    a, b, c = ch.recv()
    done.send((a is b, c[0] is a[0], a == TABLE, len(c)))


ch = Channel()
done = Channel()
task = spawn(through, ch, done)
ch.send((TABLE, TABLE, [TABLE[0], 1]))
print(done.recv())
print(join([spawn(lambda k=k: TABLE[k % 2]) for k in range(4)]))
garbage = [[i] for i in range(20000)]
print(row is TABLE[0], row, same_ring is RING, len(garbage))
