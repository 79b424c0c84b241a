from weft import spawn


def broken(n):
    items = [1, 2, 3]
    return items[n]


print(spawn(broken, 1).join())
spawn(broken, 7)
print("main ends")
