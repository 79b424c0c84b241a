n = 5
print(n + 1)
print(n(1))  # error: not-callable
