def find(words, start):
    for w in words:
        if w.startswith(start):
            return w
    raise LookupError("no word starts with " + repr(start))


words = ["alpha", "beta"]
print(find(words, "b").upper())
print(find(words, "z").upper())
