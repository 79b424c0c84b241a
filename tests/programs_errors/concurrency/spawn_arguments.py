from weft import spawn


def work(a, b):
    return a + b


print(spawn(work, 1, 2).join())
print(spawn(work, 1).join())  # error: wrong-arguments
