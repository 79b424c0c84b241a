TEXT = "a\nb\r\nc\rd\n\r\n\re"
MODES = (None, "", "\n", "\r", "\r\n")


def written(newline):
    if newline is None:
        return open("t.txt", "w")
    if newline == "":
        return open("t.txt", "w", newline="")
    if newline == "\n":
        return open("t.txt", "w", newline="\n")
    if newline == "\r":
        return open("t.txt", "w", newline="\r")
    return open("t.txt", "w", newline="\r\n")


def opened(newline):
    if newline is None:
        return open("t.txt", newline=None)
    if newline == "":
        return open("t.txt", newline="")
    if newline == "\n":
        return open("t.txt", newline="\n")
    if newline == "\r":
        return open("t.txt", newline="\r")
    return open("t.txt", newline="\r\n")


for out in MODES:
    with written(out) as f:
        print(f.write(TEXT))
    for way in MODES:
        with opened(way) as f:
            print(repr(out), repr(way), [line for line in f])
        with opened(way) as f:
            print(repr(f.read(3)), repr(f.readline()), repr(f.read(2)), repr(f.readline(2)), repr(f.read()))

# a carriage return at the end of what is read at once
with open("t.txt", "w", newline="") as f:
    f.write("x" * 65535 + "\r\n" + "y" * 70000 + "\r" + "z\n")
for way in MODES:
    with opened(way) as f:
        print([len(line) for line in f])

LETTERS = "".join([chr(c) for c in range(256)])
with open("t.txt", "w", encoding="latin-1", newline="") as f:
    f.write(LETTERS)
with open("t.txt", encoding="iso-8859-1", newline="") as f:
    print(f.read() == LETTERS)
with open("t.txt", encoding="latin1") as f:
    print([line for line in f] == ["".join([c for c in LETTERS[:11]]), "\x0b\x0c\n", LETTERS[14:]])
for position in (0, 3, 130):
    with open("t.txt", "w", encoding="latin-1") as f:
        f.write("k" * position + "é" + "m\xff\n")
    try:
        print(open("t.txt", encoding="ascii").read())
    except UnicodeDecodeError as e:
        print(e)
    try:
        print(open("t.txt", encoding="utf-8").read())
    except UnicodeDecodeError as e:
        print(e)
    print(len(open("t.txt", encoding="latin-1").read()))


def writing(text):
    try:
        with open("t.txt", "w", encoding="ascii") as f:
            f.write(text)
    except UnicodeEncodeError as e:
        print(e)
    try:
        with open("t.txt", "w", encoding="latin-1") as f:
            print(f.write(text))
    except UnicodeEncodeError as e:
        print(e)


for text in ("plain", "né", "né\xff", "a€", "a€€b", "\U0001f600", "ab\u0100\u0101\n"):
    writing(text)
