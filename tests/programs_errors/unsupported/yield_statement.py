def count(n):
    for i in range(n):
        yield i  # error: unsupported-yield


for i in count(3):
    print(i)
