"""Characters one by one: at an index, compared, numbered, tested; of each width, of texts that grow, and out of range."""


def dissected(s, t):
    total = 0
    for i in range(len(s)):
        if s[i] == t[-1 - i]:
            total += ord(s[i])
        if s[i - len(s)] == "l" or s[i] in "xyz":
            total += 1
        if s[i] != t[i]:
            total += 1000
    return total


print(dissected("hello world", "dlrow olleh"))
print(dissected("h\xe4llo w\xf6rld", "dlr\xf6w oll\xe0h"))
print(dissected("h\u1234llo\U0001f600", "dlr\u1234w\U0001f600"))

# each with each
SIGNS = ["", "a", "b", "\x00", "\x7f", "\x80", "\xe9", "\xff", "\u0100", "\u1234", "\U0001f600", "aa", "a\xe9", "a\u1234"]
for x in SIGNS:
    print(ascii(x), [x == y for y in SIGNS].count(True), [x != y for y in SIGNS].count(True), x == x + "", x == x[:1])

# the result goes where an operand was
for word in ["ab", "\xe9t\xe9", "\u1234b"]:
    word = word[0]
    word = word[0] + word[-1]
    number = ord(word[1])
    print(ascii(word), number)

# every character that is shared, from a text that grows
grown = ""
for i in range(300):
    grown += chr(i)
    assert grown[i] == chr(i) and ord(grown[i]) == i and grown[-1] == grown[i], i
    grown[i]
    ord(grown[i])
    grown[i] == grown[0]
print(len(grown), grown[10:20][3] == grown[13], grown[3:3] == "", hash(grown[65]) == hash("A"))

# what is no character
for s in ["abc", "", "\u1234"]:
    for i in [3, -4, 0, -1, 2**40, -(2**40)]:
        try:
            print(ascii(s[i]), end=" ")
        except IndexError as error:
            print(error, end=" ")
    print()
for s in ["", "ab", "\u1234\u1234"]:
    try:
        print(ord(s))
    except TypeError as error:
        print(error)

# loops over them, and what they are
print([c for c in reversed("h\xe9y\u4444")] == ["\u4444", "y", "\xe9", "h"])
for c in "a1 Z_\xe9\xdf\u0661\u1234":
    print(ascii(c), c.isalpha(), c.isdigit(), c.isalnum(), c.isspace(), c.isupper(), c.islower(), c.isidentifier())
kinds = {}
for c in "Some Text, with 12 words; and \xc9t\xe9":
    kind = "upper" if c.isupper() else "lower" if c.islower() else "digit" if c.isdigit() else "space" if c == " " else c
    kinds[kind] = kinds.get(kind, 0) + 1
print(sorted(kinds.items()))

# slices by ones, and by steps
text = "abcdefgh"
for start in (None, 0, 3, -3, 20, -20):
    for stop in (None, 0, 5, -1, 20, -20):
        print(text[start:stop], text[start:stop:1], text[start:stop:3], text[start:stop:-2], end=";")
    print()

# long lists by slices, repetition and +, which begin unset
numbers = list(range(5000))
flags = [n % 3 == 0 for n in numbers]
words = [str(n) for n in numbers]
for _ in range(3):
    longer = numbers[10:] + numbers[:4990] + [7] * 3000
    print(len(longer), sum(longer), sum(longer[::3]), longer[4980:4995], longer[-3001:-2998])
    more = (flags + flags[1:])[5:] * 2
    print(len(more), more.count(True), more[-1], more == (flags + flags[1:])[5:] * 2, [True] * 9000 == [True] * 9000)
    texts = (words + words[:3000])[2000:] + ["x"] * 3000
    texts.extend(texts[:100])
    print(len(texts), len("".join(texts)), texts[2999:3003], texts[-2:], texts.count("x"))
