from weft import spawn

print(spawn(len, "abc").join())  # error: spawn-of-builtin
