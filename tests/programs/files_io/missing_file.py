try:
    open("no_such_file.txt")
except FileNotFoundError as e:
    print(e)
try:
    with open("missing_folder/x.txt", "w") as f:
        f.write("x")
except OSError as e:
    print(type(e).__name__, e.errno)


def load(name, fallback):
    try:
        with open(name) as f:
            return f.read()
    except FileNotFoundError:
        return fallback


with open("there.txt", "w") as f:
    f.write("found")
print(load("there.txt", "?"), load("not_there.txt", "fallback"))
