def double(n):
    n * 2


total = 1
total += double(4)  # error: operand-types
print(total)
