records = []
for i in range(40):
    records.append((i * 7 % 5, i))
by_first = sorted(records, key=lambda r: r[0])
print(by_first)
print(all(a[1] < b[1] for a, b in zip(by_first, by_first[1:]) if a[0] == b[0]))
backwards = sorted(records, key=lambda r: r[0], reverse=True)
print([r[1] for r in backwards][:10])
backwards.sort(key=lambda r: r[1] % 3)
print([r[1] for r in backwards][:12])
