class Counter:
    def __init__(self):
        self.n = 0

    def bump(self, by=1):
        self.n += by
        return self.n


c = Counter()
bump = c.bump
print(bump(), bump(10), c.n)
actions = [c.bump, Counter().bump, lambda: -1]
print([f() for f in actions], c.n)
words = ["b", "A", "c"]
print(list(map(str.upper, words)), sorted(words, key=str.lower))
xs = []
add = xs.append
for i in range(3):
    add(i)
print(xs)
unbound = Counter.bump
print(unbound(c, 5))
makers = [Counter, Counter]
made = [make() for make in makers]
print([m.bump() for m in made])
