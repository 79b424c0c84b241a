# what is written to a file that nothing refers to any more is in the file
open("d.txt", "w").write("text")
print(open("d.txt").read())


def save(text):
    f = open("d.txt", "w")
    f.write(text)


save("again")
print(open("d.txt").read())


class Log:
    def __init__(self, path):
        self.file = open(path, "a")

    def put(self, text):
        self.file.write(text)


log = Log("log.txt")
log.put("one ")
log = Log("log.txt")
log.put("two ")
log = None
print(open("log.txt").read())
files = [open(f"f{k}.txt", "w") for k in range(5)]
for k, f in enumerate(files):
    f.write(f"file {k}")
f = None
files.clear()
print([open(f"f{k}.txt").read() for k in range(5)])
kept = open("kept.txt", "w")
kept.write("not written yet")
print(repr(open("kept.txt").read()))
kept.flush()
print(repr(open("kept.txt").read()))
for k in range(3):
    save(f"loop {k}")
    with open("d.txt", "a") as more:
        more.write("!")
    print(open("d.txt").read())
