"""Methods on long texts: replace, count, find, split, join, upper and slices on half a megabyte."""

LINE = "It was the best of times, it was the worst of times, it was the age of wisdom; it was the age of foolishness."


def main():
    text = "\n".join([f"{n} {LINE}" for n in range(5000)])
    total = 0
    for turn in range(120):
        loud = text.upper()
        total += loud.count("TIMES")
        changed = text.replace("wisdom", "folly").replace("worst", "best")
        total += changed.count("best") + len(changed)
        at = 0
        found = 0
        while at >= 0:
            at = text.find(str(turn) + " It", at + 1)
            found += 1
        total += found
        words = text.split(" ")
        total += len("-".join(words)) + len(words)
        lines = text.split("\n")
        total += len(lines[turn].strip()) + text.rfind("best")
        if text[turn:].lower().startswith("times") or loud == changed:
            total += 1
        total += len(text[turn * 1000 :] + loud[: turn * 1000])
    print(total, len(text))


main()
