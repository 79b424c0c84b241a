data = b"abc"  # error: unsupported-bytes
print(data)
