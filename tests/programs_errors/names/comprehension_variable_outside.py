squares = [item * item for item in range(4)]
print(squares, item)  # error: undefined-name
