"""Counts the words of a text, in parallel, and prints the ten most frequent.

The text is made here, the same on every machine: `wordcount.py [MEGABYTES]`. Runs under CPython too, with
PYTHONPATH=compiler.
"""

import sys
import time

from weft import cpus, join, spawn

SYLLABLES = ["ba", "de", "fi", "go", "ku", "la", "mer", "nor", "pa", "qui", "ro", "sta", "ti", "ul", "ve", "zan"]
CHAPTER = 100_000


def make_chapter(number):
    """About CHAPTER characters: short words are frequent, long ones are rare."""
    state = 12345 + number * 7919
    parts = []
    length = 0
    while length < CHAPTER:
        state = (state * 1103515245 + 12345) % 2147483648
        word = ""
        left = state // 65536
        for _ in range(1 + left % 3):
            left = left // 3
            word += SYLLABLES[left * left // 977 % 16]
        if left % 11 == 0:
            word = word.capitalize()
        if left % 7 == 0:
            word += "."
        parts.append(word)
        length += len(word) + 1
    return " ".join(parts) + "\n"


def count_words(text):
    counts = {}
    for word in text.split():
        word = word.strip(".").lower()
        counts[word] = counts.get(word, 0) + 1
    return counts


def cut(text, parts):
    """The text in about as many pieces, cut at spaces."""
    pieces = []
    start = 0
    while start < len(text):
        end = text.find(" ", start + len(text) // parts)
        if end < 0:
            end = len(text)
        pieces.append(text[start:end])
        start = end
    return pieces


def main():
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    start = time.perf_counter()
    chapters = join([spawn(make_chapter, n) for n in range(megabytes * 1_000_000 // CHAPTER)])
    text = "".join(chapters)
    made = time.perf_counter() - start
    print(f"a text of {len(text):,} characters in {len(chapters)} chapters")

    start = time.perf_counter()
    totals = {}
    for counts in join([spawn(count_words, piece) for piece in cut(text, 4 * cpus())]):
        for word, count in counts.items():
            totals[word] = totals.get(word, 0) + count
    counted = time.perf_counter() - start

    print(f"{sum(totals.values()):,} words, {len(totals):,} different")
    ranking = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    for word, count in ranking[:10]:
        print(f"{count:>8,} {word}")
    print("seconds:", made + counted)


main()
