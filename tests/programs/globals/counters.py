count = 0
names = []
limit = 5


def bump(by=1):
    global count
    count += by
    return count


def add(name):
    names.append(name)
    if len(names) >= limit:
        names.clear()


def shadow():
    count = 100
    count += 1
    return count


def read_later():
    return defined_late * 2


for i in range(7):
    bump(i)
    add("n" + str(i))
print(count, names, shadow(), count)
defined_late = 21
print(read_later())
defined_late = 1.5
print(read_later())


def create():
    global created, other
    created = "made inside"
    other = len(created)


create()
print(created, other)
