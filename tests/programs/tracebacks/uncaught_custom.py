class StockError(Exception):
    def __init__(self, item, wanted):
        super().__init__(f"only few of {item}, wanted {wanted}")
        self.item = item


def take(item, n):
    if n > 3:
        raise StockError(item, n)
    return n


print(take("nut", 2))
try:
    take("bolt", 9)
except StockError as e:
    print("caught", e.item)
take("screw", 4)
