print("abc".upper())
print("abc".uper())  # error: unknown-attribute
