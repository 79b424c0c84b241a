def volume(w, h, d=1):
    return w * h * d


sizes = [(2, 3), (2, 3, 4)]
for size in [(2, 3), (4, 5)]:
    print(volume(*size), volume(*size, 2))
box = (2, 3, 4)
print(volume(*box), max(*box), min(*box, -1))
options = {"w": 5, "h": 6}
print(volume(**options), volume(d=2, **options))
print("{}".join(["a", "b"]), *["x", "y"], sep="+")
rows = [[1, 2], [3, 4]]
print(list(zip(*rows)), [*map(sum, rows)])
