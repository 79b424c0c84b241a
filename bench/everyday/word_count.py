"""Counts the words of a text, and shows those that come most often."""

WORDS = "the quick brown fox jumps over the lazy dog while a small cat looks at the old house near a river".split()


def write_text(count):
    words = []
    seed = 42
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        word = WORDS[seed // 65536 % len(WORDS)]
        if seed // 1024 % 7 == 0:
            word = word.capitalize() + ","
        words.append(word)
    return " ".join(words)


def count_words(text):
    counts = {}
    for word in text.split():
        word = word.strip(".,!?").lower()
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def main():
    counts = count_words(write_text(2500000))
    ranking = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    for word, count in ranking[:5]:
        print(f"{word:<8}{count:>9}")
    print(len(counts), sum(counts.values()))


main()
