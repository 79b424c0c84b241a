def two(items):
    try:
        a, b = items
        return a, b
    except ValueError as e:
        return str(e)


def starred(items):
    try:
        a, b, *c = items
        return a, b, c
    except ValueError as e:
        return str(e)


print(two([1, 2]), two([1]), two([]), two([1, 2, 3]), two([1, 2, 3, 4]))
print(two("ab"), two("abc"), two("a"))
print(starred([1, 2]), starred([1]), starred([1, 2, 3, 4]))
for line in ["k=v", "k", "a=b=c"]:
    try:
        key, value = line.split("=")
        print(key, value)
    except ValueError as e:
        print(line, e)
