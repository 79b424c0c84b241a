def collect(n):
    evens = []
    texts = []
    for i in range(n):
        if i % 2 == 0:
            evens.append(i)
        texts.append(str(i))
    return evens, texts


class Bag:
    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)
        return self


evens, texts = collect(5)
print(evens, texts)
print(collect(0))
bag = Bag().add(1).add(2)
print(bag.items, len(bag.items))
stack = []
for c in "a(b[c]d)e":
    if c in "([":
        stack.append(c)
    elif c in ")]":
        print(stack.pop(), c, len(stack))
print(stack)
