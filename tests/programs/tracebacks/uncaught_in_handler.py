items = [1]
try:
    items[5] = 2
except IndexError:
    print("handling")
    print(1 // (len(items) - 1))
