limit = "10"
for n in range(20):
    if n > limit:  # error: operand-types
        print(n)
