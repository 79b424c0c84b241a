"""Packs texts as runs of letters, unpacks them, and counts letters, one character at a time."""


def packed(text):
    parts = []
    count = 0
    last = ""
    for letter in text:
        if letter == last:
            count += 1
        else:
            if count > 0:
                parts.append(last + str(count))
            last = letter
            count = 1
    parts.append(last + str(count))
    return "".join(parts)


def unpacked(text):
    result = []
    letter = ""
    number = 0
    for sign in text:
        if sign.isdigit():
            number = number * 10 + int(sign)
        else:
            result.append(letter * number)
            letter = sign
            number = 0
    result.append(letter * number)
    return "".join(result)


def main():
    drawn = []
    seed = 8
    for _ in range(400000):
        seed = (seed * 69069 + 1) % 4294967296
        drawn.append("WBRG"[seed // 65536 % 4] * (seed // 1048576 % 20 + 1))
    picture = "".join(drawn)
    small = packed(picture)
    assert unpacked(small) == picture
    counts = {}
    for letter in picture:
        counts[letter] = counts.get(letter, 0) + 1
    vowels = 0
    for sign in small * 3:
        if sign in "RG24680":
            vowels += 1
    print(len(picture), len(small), vowels)
    print(" ".join([f"{letter}:{counts[letter]}" for letter in sorted(counts)]))


main()
