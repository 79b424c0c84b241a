print({x: x * x for x in range(4)})
print({k: v for k, v in [("a", 1), ("b", 2), ("a", 3)]})
words = ["apple", "bob", "cat", "anna"]
print({w[0]: w for w in words}, {w: len(w) for w in words if w == w[::-1]})
squares = {n: {m: n * m for m in range(2)} for n in range(2)}
print(squares, {v: k for k, v in {"x": 1, "y": 2}.items()})
print({(i, j): i ^ j for i in range(2) for j in range(2)})
print({c: "abracadabra".count(c) for c in "abracadabra"})
empty = {k: k for k in ""}
print(empty, len(empty))
print({str(n): [d for d in range(1, n + 1) if n % d == 0] for n in [6, 7, 12]})
