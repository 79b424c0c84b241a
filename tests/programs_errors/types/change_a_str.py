word = "cat"
word[0] = "b"  # error: argument-type
print(word)
