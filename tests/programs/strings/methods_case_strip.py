s = "  The Quick brown FOX  "
print(s.upper() + "|" + s.lower() + "|")
print(s.strip() + "|" + s.lstrip() + "|" + s.rstrip() + "|")
print("xxhixx".strip("x"), "abcba".strip("ab"), "www.site.org".lstrip("w."), "1.500".rstrip("0"))
print("hello world".capitalize(), "hello world".title(), "Hello".swapcase())
print("\t\n x \r\n".strip() == "x", "".strip() == "")
print("ÉCOLE".lower(), "übung".upper(), "Привет".upper(), "ΑΒΓ".lower(), "日本".upper())
print("abc".islower(), "ABC".isupper(), "aB".islower(), "123".isupper(), "".islower())
