class Bag:
    pass


b = Bag()
for name in ["a", "b"]:
    setattr(b, name, 1)  # error: unsupported-dynamic
