class Item:
    def __init__(self, name, price, stock=0):
        self.name = name
        self.price = price
        self.stock = stock

    def __lt__(self, other):
        return (self.price, self.name) < (other.price, other.name)

    def __eq__(self, other):
        return self.name == other.name

    def __repr__(self):
        return f"{self.name}@{self.price:.2f}x{self.stock}"


def parse(line):
    parts = [p.strip() for p in line.split(",")]
    match parts:
        case [name, price]:
            return Item(name, float(price))
        case [name, price, stock]:
            return Item(name, float(price), int(stock))
        case [""]:
            return None
        case _:
            raise ValueError(f"bad line: {line!r}")


lines = ["pen, 1.5, 10", "book, 12.25", "", "lamp, 30, 2", "a, b", "x, 1, 2, 3", "cup, 1.5, 1"]
items = []
for line in lines:
    try:
        item = parse(line)
    except ValueError as e:
        print("skipped:", e)
        continue
    if item is not None:
        items.append(item)
print(sorted(items))
print(max(items), min(items), Item("lamp", 0) in items, Item("desk", 0) in items)
print(f"{sum(i.price * i.stock for i in items):,.2f}", [i.name for i in items if not i.stock])
by_initial = {}
for i in items:
    by_initial.setdefault(i.name[0], []).append(i)
print(by_initial)
