text = "añb😀c"
for i, c in enumerate(text):
    print(i, c, end=";")
print()
for c in reversed(text):
    print(c, end=" ")
print()
print(list(text), tuple("ab"), list(""))
print([a + b for a, b in zip(text, text[1:])])
count = {}
for c in "mississippi":
    count[c] = count.get(c, 0) + 1
print(count)
print(any(c.isdigit() for c in "ab1"), all(c.isalpha() for c in "ab1"))
first, *middle, last = text
print(first, middle, last)
