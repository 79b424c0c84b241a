row = [1, "two", 3.0, None, False]
print(row)
row.append("six")
row[0] = "one"
print(row, len(row))
texts = []
total = 0
for cell in row:
    if cell is None:
        texts.append("-")
    elif isinstance(cell, str):
        texts.append(cell)
    else:
        total += cell
print(texts, total)
print([str(cell) for cell in row])
print("two" in row, None in row, 3 in row, 4 in row)
pairs = {"a": 1, "b": "x", "c": None}
for key, value in pairs.items():
    print(key, value, value is None)
