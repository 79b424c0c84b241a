# Constants of a library module, as members and as names, and capwords.
import string
from string import ascii_lowercase as lower
from string import digits, punctuation

print(string.ascii_letters, string.ascii_uppercase, lower, digits)
print(string.hexdigits, string.octdigits, punctuation)
print(repr(string.whitespace), repr(string.printable), len(string.printable))
print(string.capwords("  the quick\tbrown FOX "), string.capwords("a-bC--d", "-"), string.capwords("x y", sep=" "))


def caesar(text, by):
    return "".join([lower[(lower.index(c) + by) % 26] if c in lower else c for c in text])


print(caesar("hello, world", 3), caesar(caesar("hello", 5), -5))
