"""Groups words that are made of the same letters."""

SYLLABLES = ["re", "er", "ta", "at", "no", "on", "is", "si", "le", "el", "mu", "um"]


def make_words():
    words = []
    for a in SYLLABLES:
        for b in SYLLABLES:
            for c in SYLLABLES:
                for d in SYLLABLES:
                    words.append(a + b + c + d)
    return words


def group(words):
    groups = {}
    for word in words:
        key = "".join(sorted(word))
        if key not in groups:
            groups[key] = []
        groups[key].append(word)
    return groups


def main():
    words = make_words()
    largest = 0
    total = 0
    for turn in range(40):
        groups = group(words)
        total += len(groups)
        for key, members in groups.items():
            if len(members) > largest:
                largest = len(members)
    print(len(words), total, largest)
    print(sorted(groups["aeelnort"])[:4])


main()
