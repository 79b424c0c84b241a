from weft import spawn

print(spawn(len, "abc").join())
print(spawn(len).join())  # error: wrong-arguments
