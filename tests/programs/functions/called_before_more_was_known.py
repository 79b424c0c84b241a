# a field holds None while its class is read first, and more later: what is called with it is for all that it holds
class Box:
    def size(self):
        return 1


class Holder:
    def __init__(self):
        self.box = None
        self.items = None

    def size(self):
        return size_of(self.box)

    def first(self):
        return first_of(self.items)

    def fill(self, box, items):
        self.box, self.items = box, items


def size_of(box):
    return box.size()


def first_of(items):
    return items[0] + 1


def main():
    holder = Holder()
    for k in range(3):
        if k:
            print(holder.size(), holder.first())
        else:
            for f in (holder.size, holder.first):
                try:
                    f()
                except (AttributeError, TypeError) as error:
                    print(type(error).__name__, error)
        fill_later(holder)


def fill_later(holder):
    holder.fill(Box(), [1])


main()
