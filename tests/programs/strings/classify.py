for s in ["abc", "123", "a1", "", " ", "é", "²", "٣", "_x", "A B", "½", "中文"]:
    print(repr(s), s.isalpha(), s.isdigit(), s.isalnum(), s.isspace(), s.isdecimal(), s.isnumeric())
print("name_1".isidentifier(), "1name".isidentifier())
print("Hello World".istitle(), "Hello world".istitle())
letters = digits = others = 0
for c in "Weft 2.0 has 3 parts!":
    if c.isalpha():
        letters += 1
    elif c.isdigit():
        digits += 1
    else:
        others += 1
print(letters, digits, others)
