from weft import spawn


class Box:
    def __init__(self, items):
        self.items = items


def change(xs, box, table):
    xs.append(99)
    box.items[0] = "changed"
    table["new"] = [1]
    return xs, box.items, table


xs = [1, 2]
box = Box(["a", "b"])
table = {"k": [5]}
print(spawn(change, xs, box, table).join())
print(xs, box.items, table)


def same(a, b, c):
    a.append("x")
    return b, c, a is b, a is c


shared = [1]
print(spawn(same, shared, shared, [1]).join(), shared)


def nested(rows):
    rows[0].append(7)
    return rows, rows[0] is rows[1]


row = [0]
rows = [row, row]
print(spawn(nested, rows).join(), rows)
