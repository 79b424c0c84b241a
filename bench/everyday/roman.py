"""Numbers as texts: Roman numerals, binary and hexadecimal digits, and numbers in words."""

ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()


def to_roman(n):
    text = ""
    for value, letters in ROMAN:
        while n >= value:
            text += letters
            n -= value
    return text


def from_roman(text):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for k in range(len(text)):
        value = values[text[k]]
        if k + 1 < len(text) and values[text[k + 1]] > value:
            total -= value
        else:
            total += value
    return total


def in_base(n, base):
    if n == 0:
        return "0"
    digits = []
    while n > 0:
        digits.append("0123456789abcdef"[n % base])
        n //= base
    return "".join(digits[::-1])


def in_words(n):
    if n < 13:
        return SMALL[n]
    return " ".join([SMALL[int(digit)] for digit in str(n)])


def main():
    letters = 0
    for turn in range(30):
        for n in range(1, 4000):
            text = to_roman(n)
            letters += len(text)
            assert from_roman(text) == n
    print(letters, to_roman(1987), from_roman("MCMXCIV"))
    ones = 0
    for n in range(300000):
        ones += in_base(n, 2).count("1") + len(in_base(n, 16))
    print(ones, in_base(48879, 16))
    print(sum([len(in_words(n)) for n in range(200000)]), in_words(1024))


main()
