xs = [3, 1, 2]
assert len(xs) == 3
print("checked")
assert xs == sorted(xs)
