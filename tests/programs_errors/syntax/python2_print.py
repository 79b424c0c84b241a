x = 1
print x  # error: syntax-error
