from weft import Once

print(Once(list, name="table"))  # error: argument-not-built
