n = input("how many? ")
print(n * 2)
print(n - 1)  # error: operand-types
