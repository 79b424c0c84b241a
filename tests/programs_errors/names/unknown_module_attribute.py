import math

print(math.sqrt(2))
print(math.squareroot(2))  # error: unknown-attribute
