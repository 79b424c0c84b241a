def twice(f):
    return lambda x: f(f(x))


@twice  # error: unsupported-decorator
def add(x):
    return x + 1


print(add(1))
