class Fibonacci:
    def __init__(self, limit):
        self.limit = limit
        self.a = 0
        self.b = 1

    def __iter__(self):
        return self

    def __next__(self):
        if self.a > self.limit:
            raise StopIteration
        value = self.a
        self.a, self.b = self.b, self.a + self.b
        return value


class Chain:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest

    def __iter__(self):
        return ChainIterator(self)


class ChainIterator:
    def __init__(self, chain):
        self.chain = chain

    def __iter__(self):
        return self

    def __next__(self):
        node = self.chain
        if node is None:
            raise StopIteration
        self.chain = node.rest
        return node.value


print(list(Fibonacci(50)), sum(Fibonacci(10)))
chain = Chain(1, Chain(2, Chain(3)))
for v in chain:
    for w in chain:
        print(v * w, end=" ")
print()
f = Fibonacci(3)
print(next(f), next(f), next(f), list(f), next(f, -1))
