print(sum(["a", "b"]))  # error: operand-types
