bounds = [1, 5]
print(list(range(*bounds)))  # error: star-argument
