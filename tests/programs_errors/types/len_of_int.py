print(len([1, 2]))
print(len(12))  # error: argument-type
