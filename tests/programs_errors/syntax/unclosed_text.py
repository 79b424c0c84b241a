print("before")
print("unclosed)  # error: syntax-error
