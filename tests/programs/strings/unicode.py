s = "naïve café 😀 日本語"
print(s, len(s))
print(s[2], s[9], s[11], s[-1], s[11:13])
print(s[::-1])
print(s.find("日"), s.find("😀"), s.upper())
for c in "aé€😀":
    print(c, ord(c), hex(ord(c)), chr(ord(c)) == c)
combined = "e\u0301"
print(combined, len(combined), combined == "é", "\u00e9" == "é", "\U0001F600")
print("\N{GREEK SMALL LETTER ALPHA}", "\x41\101")
print("z" < "é", "é" < "😀", "\uffff" < "😀")
print([c for c in "ñ👍x"], "👍🏽".count("👍"), len("👨‍👩‍👧"))
print(repr("é😀\u200b\x7f\x00\u2028\xa0"))
print("ÀÉ".lower(), "日本" in s, s.replace("日本語", "にほんご"))
