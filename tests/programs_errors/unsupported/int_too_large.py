small = 2305843009213693951
print(small)
large = 2305843009213693952  # error: int-too-large
print(large)
