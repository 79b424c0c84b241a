d = {}
for i in range(50000):
    d[i * 7919 % 100003] = i
print(len(d), list(d.items())[:3])
hits = 0
for k in range(100003):
    if k in d:
        hits += 1
print(hits, d[7919], sum(d.values()))
for k in list(d)[::2]:
    del d[k]
print(len(d), list(d)[:3], list(d)[-1])
words = {}
for i in range(20000):
    w = "w" + str(i % 700)
    words[w] = words.get(w, 0) + i
print(len(words), words["w0"], words["w699"], list(words)[-1])
