from weft import Once  # error: weft-name-not-built

print(Once(len))
