for text in ["0", "42", "-17", "+8", "  12  ", "007", "1_000", "\t5\n"]:
    print(int(text))

for text in ["", " ", "x", "1.5", "--1", "1 2", "0x10", "1__0", "_1", "12a"]:
    try:
        print(int(text))
    except ValueError as e:
        print(e)

print(int("ff", 16), int("0x1F", 16), int("-1011", 2), int("z", 36), int("0b11", 0))
try:
    int("12", 2)
except ValueError as e:
    print(e)
print(int(3.99), int(-3.99), int(1e15), int(True))
