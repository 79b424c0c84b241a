items = []
total = 0


def add(name):
    global total
    items.append(name)
    total += 1


def count():
    return len(items)


def get_total():
    return total
