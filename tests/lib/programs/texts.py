s = "Hello, World"
print(
    s.capitalize(),
    s.casefold(),
    s.center(20),
    s.center(20, "*"),
    s.count("l"),
    s.count("l", 4),
    s.count("", 20),
)
print(
    s.endswith("ld"),
    s.endswith(("x", "ld")),
    s.endswith("lo", 0, 5),
    "a\tb".expandtabs(4),
    s.find("o"),
    s.find("o", 5),
    s.find("o", 5, 6),
)
print(
    s.index("W"),
    s.isalnum(),
    s.isalpha(),
    s.isascii(),
    s.isdecimal(),
    s.isdigit(),
    s.isidentifier(),
    s.islower(),
    s.isnumeric(),
)
print(
    s.isprintable(),
    s.isspace(),
    s.istitle(),
    s.isupper(),
    s.ljust(15) + "|",
    s.lower(),
    "  x ".lstrip() + "|",
    s.partition(", "),
    s.partition("zz"),
)
print(
    s.removeprefix("He"),
    s.removesuffix("ld"),
    s.replace("l", "L"),
    s.replace("l", "L", 1),
    s.rfind("o"),
    s.rindex("o"),
    s.rjust(15),
    s.rpartition("o"),
)
print(
    "a b c".rsplit(" ", 1),
    "a,b".split(","),
    " a  b ".split(),
    "a\nb\n".splitlines(),
    "a\nb\n".splitlines(True),
    s.startswith("He"),
    s.startswith(("a", "H")),
)
print(
    "xxaxx".strip("x"),
    s.swapcase(),
    s.title(),
    s.upper(),
    "-5".zfill(4),
    "abc".translate({97: 120}),
    "abc".translate({97: None}),
    "xay".rstrip("y"),
)
for f in [lambda: s.index("zz"), lambda: s.rindex("zz")]:
    try:
        print(f())
    except ValueError as e:
        print(e)
try:
    s.partition("")
except ValueError as e:
    print(e)
try:
    s.center(30, "ab")
except TypeError as e:
    print(e)
