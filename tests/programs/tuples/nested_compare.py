versions = [(1, 10, 0), (1, 9, 5), (2, 0), (1, 9), (1, 9, 5, 1)]
print(sorted(versions))
print(max(versions), min(versions))
print(((1, "a"), 2) == ((1, "a"), 2), ((1, "a"), 2) < ((1, "b"), 0))
print((1, (2, (3,))) , ((),), ((1,),))
print((1, 2.0) == (1.0, 2), (1, True) == (True, 1))
seen = {}
for v in versions + [(2, 0)]:
    seen[v] = seen.get(v, 0) + 1
print(seen)
nan = float("nan")
print((nan,) == (nan,), (nan, 1) < (nan, 2), [nan] == [nan], nan in (nan,))
