from math import sqroot  # error: unknown-import

print(sqroot(2))
