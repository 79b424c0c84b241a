"""Looks for palindromes: in numbers, in words, and the longest in a text."""


def is_palindrome(text):
    return text == text[::-1]


def by_ends(text):
    i = 0
    j = len(text) - 1
    while i < j:
        if text[i] != text[j]:
            return False
        i += 1
        j -= 1
    return True


def longest(text):
    best = ""
    for middle in range(len(text)):
        for width in (0, 1):
            i = middle
            j = middle + width
            while i >= 0 and j < len(text) and text[i] == text[j]:
                i -= 1
                j += 1
            if j - i - 1 > len(best):
                best = text[i + 1 : j]
    return best


def main():
    numbers = 0
    total = 0
    for n in range(3000000):
        if is_palindrome(str(n)):
            numbers += 1
    for n in range(0, 6000000, 3):
        if by_ends(str(n)):
            total += n
    text = "".join(["abcab"[n * n % 17 % 5] for n in range(9000)])
    found = longest(text)
    print(numbers, total, len(found), found[:20])
    print(is_palindrome("".join([c.lower() for c in "A man, a plan, a canal: Panama" if c.isalpha()])))


main()
