n = 5
n.label = "five"  # error: unknown-attribute
print(n)
