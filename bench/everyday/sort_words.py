"""Sorts words, by the alphabet and by length, and finds some of them again."""


def make_words(count):
    words = []
    seed = 12345
    for _ in range(count):
        word = ""
        for _ in range(3 + seed % 6):
            seed = (seed * 1103515245 + 12345) % 2147483648
            word += "abcdefghijklmnopqrstuvwxyz"[seed // 65536 % 26]
        words.append(word)
    return words


def find(words, word):
    low = 0
    high = len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle] < word:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    words = make_words(120000)
    ordered = sorted(words)
    found = 0
    for word in words:
        found += find(ordered, word) % 10
    by_length = sorted(words, key=len)
    backwards = sorted(words, key=lambda word: word[::-1])
    words.sort(reverse=True)
    print(ordered[0], ordered[-1], words[0], by_length[0], backwards[0])
    print(found, len(set(words)))


main()
