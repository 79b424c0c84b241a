"""Enciphers texts letter by letter: Caesar, Vigenere, and the breaking of Caesar by counting letters."""


def caesar(text, shift):
    result = ""
    for letter in text:
        if "a" <= letter <= "z":
            result += chr((ord(letter) - ord("a") + shift) % 26 + ord("a"))
        elif letter.isupper():
            result += chr((ord(letter) - ord("A") + shift) % 26 + ord("A"))
        else:
            result += letter
    return result


def vigenere(text, key):
    letters = []
    k = 0
    for letter in text:
        if letter.isalpha():
            shift = ord(key[k % len(key)]) - ord("a")
            letters.append(caesar(letter, shift))
            k += 1
        else:
            letters.append(letter)
    return "".join(letters)


def broken(text):
    counts = [0] * 26
    for letter in text.lower():
        if letter.isalpha():
            counts[ord(letter) - ord("a")] += 1
    return (counts.index(max(counts)) + 22) % 26


def main():
    text = "Everyone has secrets, and here are some of them; the Evening is Free. " * 300
    total = 0
    for turn in range(3):
        for shift in range(1, 26):
            secret = caesar(text[turn:], shift)
            assert broken(secret) == shift
            assert caesar(secret, 26 - shift) == text[turn:]
            total += ord(secret[shift * 7])
    hidden = vigenere(text, "lemon")
    print(total, hidden[:60])


main()
