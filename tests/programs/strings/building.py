def caesar(text, shift):
    out = ""
    for c in text:
        if "a" <= c <= "z":
            out += chr((ord(c) - ord("a") + shift) % 26 + ord("a"))
        elif "A" <= c <= "Z":
            out += chr((ord(c) - ord("A") + shift) % 26 + ord("A"))
        else:
            out += c
    return out


def run_length(text):
    parts = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        parts.append(text[i] + str(j - i))
        i = j
    return "".join(parts)


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3))
print(run_length("aaabccddddé"), repr(run_length("")))
big = ""
for i in range(2000):
    big += str(i % 10)
print(len(big), big[990:1010], big.count("7"))
