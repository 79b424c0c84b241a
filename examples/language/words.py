"""Dictionaries, sorting and text"""

TEXT = """the quick brown fox jumps over the lazy dog
and the dog barks at the fox while the cat sleeps"""

counts = {}
for word in TEXT.split():
    counts[word] = counts.get(word, 0) + 1

width = max(len(word) for word in counts)
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<{width}} {'#' * count} {count / sum(counts.values()):.1%}")
