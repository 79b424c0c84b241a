print(1, end=[2])  # error: argument-type
print(*[1, 2], sep=0)  # error: argument-type
print(1, 2, sep=None, end="\n" if len("ab") else None)
