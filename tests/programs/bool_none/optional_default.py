def greet(name=None, punctuation=None):
    if name is None:
        name = "world"
    if punctuation is None:
        punctuation = "!"
    return "hello " + name + punctuation


def find(items, wanted):
    for i in range(len(items)):
        if items[i] == wanted:
            return i
    return None


print(greet())
print(greet("ann"))
print(greet(punctuation="?"))
for wanted in [30, 99, 10]:
    at = find([10, 20, 30], wanted)
    if at is None:
        print(wanted, "is not there")
    else:
        print(wanted, "at", at, "next would be", at + 1)
at = find(["x"], "x")
print("zero is a find" if at is not None else "lost", bool(at))
