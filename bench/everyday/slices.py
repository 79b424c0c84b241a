"""Slices of lists and texts: rotating, chunks, every other item, reversing, and replacing a part."""


def rotated(items, k):
    return items[k:] + items[:k]


def chunks(items, size):
    return [items[at : at + size] for at in range(0, len(items), size)]


def riffle(cards):
    half = len(cards) // 2
    mixed = cards[:]
    mixed[::2] = cards[:half]
    mixed[1::2] = cards[half:]
    return mixed


def main():
    cards = list(range(52))
    total = 0
    for n in range(120000):
        cards = riffle(cards)
        cards = rotated(cards, n % 52)
        total += cards[0] * 2 + cards[-1]
    print(total, cards[:8])

    numbers = list(range(3000))
    for n in range(900):
        parts = chunks(numbers, 7 + n % 5)
        parts.reverse()
        numbers = [x for part in parts for x in part[::-1]]
        numbers[n : n + 10] = numbers[n + 10 : n + 20]
        numbers += numbers[:10]
        total += sum(numbers[::3]) + len(parts)
        del numbers[3000:]
    print(total, numbers[:6])

    text = "abcdefghijklmnopqrstuvwxyz"
    for n in range(1500000):
        text = text[5:] + text[:5]
        if text[n % 26 : n % 26 + 2] == "zz":
            text = text[::-1]
    print(text, text[::3], text[-4:-1])


main()
