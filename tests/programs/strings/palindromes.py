def clean(text):
    return "".join(c.lower() for c in text if c.isalnum())


def is_palindrome(text):
    t = clean(text)
    return t == t[::-1]


for text in ["A man, a plan, a canal: Panama!", "race a car", "", "É…é", "No 'x' in Nixon"]:
    print(repr(text), is_palindrome(text))


def longest(text):
    best = ""
    for i in range(len(text)):
        for j in range(i + 1, len(text) + 1):
            part = text[i:j]
            if part == part[::-1] and len(part) > len(best):
                best = part
    return best


print(longest("babad"), longest("forgeeksskeegfor"), longest("x"))
