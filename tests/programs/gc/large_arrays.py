rows = [[0] * 300 for _ in range(300)]
for step in range(5):
    for i in range(300):
        row = rows[i]
        for j in range(0, 300, 7):
            row[j] += i * j % 11
    rows = [row[:] for row in rows]
print(sum(sum(row) for row in rows), rows[299][294])
big = list(range(200000))
big = [x + 1 for x in big]
print(big[0], big[-1], len(big + big))
fs = [0.5] * 100000
for i in range(len(fs)):
    fs[i] *= i
print(sum(fs), fs[99999])
texts = [str(i) for i in range(50000)]
texts.sort()
print(texts[0], texts[1], texts[-1])
