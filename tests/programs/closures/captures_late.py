def outer():
    x = 1

    def show():
        return x

    before = show()
    x = 2
    middle = show()
    x += 40
    return before, middle, show()


print(outer())


def mutate():
    items = []

    def add(v):
        items.append(v)
        return len(items)

    add("a")
    add("b")
    return items, add


items, add = mutate()
print(add("c"), items)


def recursive():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)

    return fact


print(recursive()(10))


def free():
    def get():
        return late

    late = 5
    return get()


print(free())
