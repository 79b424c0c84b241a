point = (1, 2)
print(point[2])  # error: index-out-of-range
