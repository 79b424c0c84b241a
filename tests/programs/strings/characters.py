# Texts of one character, which tasks share: as keys, as what texts begin with, and made by several tasks at once.

from weft import spawn

ALPHABET = "".join(chr(i) for i in range(32, 300))


def counted(text, turns):
    counts = {}
    for _ in range(turns):
        for ch in text:
            counts[ch] = counts.get(ch, 0) + 1
    return counts


def put_together(text):
    made = []
    for i in range(len(text)):
        s = text[i]
        for ch in text[:3]:
            s += ch
        t = chr(ord(text[i]))
        t += t
        made.append(s + t)
    return made


def taken_apart(text):
    return [*text.split("b"), *text.split(), *list(text), text[1:2], text[-1:], text[::-1][:1], text.strip("a")]


tasks = [spawn(counted, ALPHABET[i:], 3) for i in range(8)]
for task in tasks:
    counts = task.join()
    print(len(counts), sum(counts.values()), counts["z"], counts["\xe9"], counts["\u0100"])
for task in [spawn(put_together, "xyz\xff\u0101") for _ in range(4)]:
    print(ascii(task.join()))
print(put_together("abca"), "abca"[0], chr(97), [ch for ch in "abca"])
print(taken_apart("abcb d a"))
print(hash("a"[0]) == hash("cba"[2]) == hash(chr(97)), "a" in {"a"[0]: 1}, {chr(i) for i in range(97, 100)} == set("cab"))
print(sorted("hello w\xf6rld \u20ac"), max("abc"), min("\xe9e"), "-".join("xyz"))
