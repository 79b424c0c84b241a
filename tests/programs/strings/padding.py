for s in ["7", "-42", "+5", "abc", ""]:
    print(s.zfill(5) + "|" + s.ljust(6) + "|" + s.rjust(6) + "|" + s.center(6) + "|" + s.center(7, "*"))
print("longer".ljust(3), "ab".ljust(5, "."), "ab".rjust(5, "é"))
print("a\tbc\tdef".expandtabs(4))
table = [("apple", 3), ("kiwi", 12), ("watermelon", 1)]
for name, n in table:
    print(name.ljust(12) + str(n).rjust(4))
print("=" * 16)
