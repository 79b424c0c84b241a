class Quantity:
    unit = ""

    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        return type(self)(self.amount + other.amount)

    def __eq__(self, other):
        return self.amount == other.amount and self.unit == other.unit

    def __repr__(self):
        return f"{self.amount}{self.unit}"

    def __len__(self):
        return int(self.amount)


class Metres(Quantity):
    unit = "m"


class Money(Quantity):
    unit = "$"

    def __repr__(self):
        return self.unit + f"{self.amount:,.2f}"


print(Metres(3) + Metres(4), Money(1000) + Money(0.5), len(Money(7.9)))
print(Metres(5) == Metres(5), Metres(5) == Money(5), Money(2) != Metres(2))
print([Metres(1), Money(2), Quantity(3)])
