with open("notes.txt", "w") as f:
    f.write("first line\n")
    n = f.write("é😀\n")
    print(n)
    print("by print", 3, file=f)
with open("notes.txt") as f:
    text = f.read()
print(repr(text), len(text))
with open("notes.txt", "a") as f:
    f.write("appended")
with open("notes.txt") as f:
    for line in f:
        print(repr(line))
with open("notes.txt", "w") as f:
    pass
print(repr(open("notes.txt").read()))
