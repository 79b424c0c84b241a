# keys of a class beside keys of other kinds; tuples that hold objects; subclasses; keys that equal ints
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __eq__(self, other):
        if isinstance(other, Money):
            return self.cents == other.cents
        if isinstance(other, int):
            return self.cents == other * 100
        return False

    def __hash__(self):
        return hash(self.cents // 100) if self.cents % 100 == 0 else hash((self.cents, "cents"))

    def __repr__(self):
        return f"{self.cents / 100:.2f}"


class Bonus(Money):
    pass


prices = {1: "one", Money(250): "two fifty", "x": "text", None: "none", 2.5: "float", True: "one again"}
print(prices, prices[Money(100)], prices[1], prices[1.0], prices[Money(250)], prices["x"], prices[None])
print(Money(200) in prices, 2 in prices, 2.5 in prices, Bonus(250) in prices)
prices[Bonus(250)] = "bonus"
prices[2] = "two"
print(prices[Money(200)], len(prices), list(prices))
grid = {(Money(1), 0): "a", (Money(1), 1): "b"}
print(grid[Money(1), 1], (Money(2), 1) in grid, (Money(1), 0) in grid)
nested = {((Money(5), "k"), 1.5): 1}
nested[(Money(5), "k"), 1.5] += 1
print(nested)
words = {}
for text in ["b a", "a", "b a", "c b a"]:
    key = tuple(text.split())
    words[key] = words.get(key, 0) + 1
print(words, words[("a",) * len("x")] if False else words[tuple(["a"])])
print(hash(Money(300)) == hash(3), hash(Money(1)) == hash(Money(1)), hash(3), hash(-1), hash(True), hash(2.0))
print(hash(0.5), hash(-2.75), hash(1e100), hash(float("inf")), hash(2**60), hash("a") == hash("a"), hash(-0.1))
