age = 30
print("age: " + age)  # error: operand-types
