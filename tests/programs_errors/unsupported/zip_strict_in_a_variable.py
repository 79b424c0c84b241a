pairs = zip([1, 2], "ab", strict=True)  # error: argument-not-built
print(list(pairs))
