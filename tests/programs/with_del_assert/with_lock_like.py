class Ledger:
    def __init__(self):
        self.depth = 0
        self.entries = []

    def transaction(self, label):
        return Transaction(self, label)


class Transaction:
    def __init__(self, ledger, label):
        self.ledger = ledger
        self.label = label
        self.start = 0

    def __enter__(self):
        self.start = len(self.ledger.entries)
        self.ledger.depth += 1
        return self

    def __exit__(self, kind, value, trace):
        self.ledger.depth -= 1
        if value is not None:
            del self.ledger.entries[self.start:]

    def add(self, n):
        self.ledger.entries.append((self.label, n))


ledger = Ledger()
with ledger.transaction("one") as t:
    t.add(1)
    t.add(2)
try:
    with ledger.transaction("two") as t:
        t.add(3)
        with ledger.transaction("inner") as u:
            u.add(ledger.depth)
        raise ValueError("roll back")
except ValueError as e:
    print(e)
print(ledger.entries, ledger.depth)
