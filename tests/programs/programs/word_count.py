import sys


def words_of(line):
    out = []
    word = ""
    for c in line.lower():
        if c.isalpha() or c == "'":
            word += c
        elif word:
            out.append(word)
            word = ""
    if word:
        out.append(word)
    return out


def main():
    counts = {}
    lines = 0
    for line in sys.stdin:
        lines += 1
        for word in words_of(line):
            counts[word] = counts.get(word, 0) + 1
    print(lines, "lines,", sum(counts.values()), "words,", len(counts), "different")
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for word, n in ranked[:8]:
        print(f"{n:>4} {word:<10} {'*' * n}")
    longest = max(counts, key=lambda w: (len(w), w))
    print("longest:", longest)


main()
