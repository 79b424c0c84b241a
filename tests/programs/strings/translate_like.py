morse = {"s": "...", "o": "---", "e": ".", "t": "-"}
back = {code: letter for letter, code in morse.items()}


def encode(text):
    return " ".join(morse.get(c, "?") for c in text.lower())


def decode(text):
    out = []
    for code in text.split(" "):
        out.append(back[code] if code in back else "#")
    return "".join(out)


m = encode("SOS test")
print(m)
print(decode(m))
vowels = "aeiou"
print("".join("*" if c in vowels else c for c in "programming language"))
print("abcabc".replace("a", "1").replace("b", "2"))
