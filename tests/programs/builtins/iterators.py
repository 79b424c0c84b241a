it = iter([1, 2, 3])
print(next(it), next(it), next(it), next(it, "done"))
try:
    next(it)
except StopIteration as e:
    print("stopped", e.args)
letters = iter("abcdef")
for c in letters:
    print(c, next(letters))
numbers = iter(range(10))
print([next(numbers) for _ in range(3)], sum(numbers), list(numbers))
pairs = iter({"x": 1, "y": 2}.items())
print(next(pairs), list(pairs))
e = enumerate("pq")
print(next(e), list(e))
it = iter([5, 6, 7, 8])
print(list(zip(it, it)), 6 in iter([5, 6]))
print(next(iter([])) if False else next(iter([]), None))
