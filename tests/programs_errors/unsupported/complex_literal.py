z = 3 + 4j  # error: unsupported-complex
print(z)
