"""Builds long texts piece by piece: s += t, and f-strings."""


def invoice(number):
    text = f"Invoice {number:06d}\n"
    total = 0
    for line in range(number % 5 + 1):
        price = (number * 37 + line * 1013) % 5000
        total += price
        text += f"  {line + 1}. item {line * number % 97:<6}{price / 100:>10.2f}\n"
    text += f"  total {total / 100:.2f}\n"
    return text


def letter(first, count):
    text = ""
    for number in range(first, first + count):
        text += invoice(number)
    return text


def squares(length):
    text = ""
    n = 0
    while len(text) < length:
        text += str(n * n)
        if n % 10 == 0:
            text += "\n"
        else:
            text += ", "
        n += 1
    return text


def main():
    total = 0
    for month in range(96):
        text = letter(month * 1250, 1250)
        total += len(text) + text.count("total") + text.count("9")
    print(total)
    for turn in range(48):
        text = squares(62500 + turn)
        total += len(text)
    print(total, text[-20:].strip())


main()
