def wrap(text, width):
    lines = []
    current = ""
    for word in text.split():
        if not current:
            current = word
        elif len(current) + 1 + len(word) <= width:
            current += " " + word
        else:
            lines.append(current)
            current = word
    if current:
        lines.append(current)
    return lines


def justify(line, width):
    words = line.split(" ")
    if len(words) == 1:
        return line.ljust(width)
    gaps = len(words) - 1
    spaces = width - sum(len(w) for w in words)
    out = words[0]
    for i, word in enumerate(words[1:]):
        out += " " * (spaces // gaps + (1 if i < spaces % gaps else 0)) + word
    return out


text = """The quick brown fox jumps over the lazy dog, and the naïve
café owner watches   with a "très bien" smile, unhurried."""
for width in [16, 28]:
    for line in wrap(text, width):
        print(f"|{justify(line, width)}|")
    print("+" + "-" * width + "+")
print(wrap("", 5), wrap("extraordinarily long", 5))
