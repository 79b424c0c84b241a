text = "it was the best of times it was the worst of times"
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
print(counts)
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, n)
groups = {}
for word in counts:
    groups.setdefault(len(word), []).append(word)
print(groups)
first = {}
for i, c in enumerate("abracadabra"):
    if c not in first:
        first[c] = i
print(first, max(counts, key=lambda w: counts[w]))
print(sum(counts.values()), sorted(groups), max(groups))
inverse = {}
for word, n in counts.items():
    if n in inverse:
        inverse[n].append(word)
    else:
        inverse[n] = [word]
print(inverse)
