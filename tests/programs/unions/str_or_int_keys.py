index = {}
for token in "10 x 20 y 10 x z 1.0".split():
    try:
        key = int(token)
    except ValueError:
        key = token
    index[key] = index.get(key, 0) + 1
for key, count in index.items():
    print(repr(key), count)
print(index[10], index["x"], 20 in index, "20" in index)
numbers = {1: "int", 1.5: "float"}
numbers[1.0] = "same key"
numbers[True] = "same again"
print(numbers, len(numbers))
