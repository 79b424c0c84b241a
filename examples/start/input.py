"""Reading standard input"""

import sys

# Type some lines under "Input", then run.
counts = {}
lines = 0
for line in sys.stdin:
    lines += 1
    for word in line.lower().split():
        word = word.strip(".,;:!?\"'")
        if word:
            counts[word] = counts.get(word, 0) + 1

print(lines, "lines,", sum(counts.values()), "words,", len(counts), "different")
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]:
    print(f"{count:5}  {word}")
