def rows(n): return [1 // n]
print(sum(x for x in rows(0)))
