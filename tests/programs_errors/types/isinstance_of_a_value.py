def kind(x):
    return isinstance(x, 5)  # error: not-a-class


print(kind(1))
