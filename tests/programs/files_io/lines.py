f = open("data.txt", "w")
for i in range(5):
    f.write(str(i) + "," + str(i * i) + "\n")
f.close()
f = open("data.txt")
print(repr(f.readline()), repr(f.readline()))
rest = f.readlines()
print(rest, repr(f.readline()), repr(f.read()))
f.close()
with open("data.txt") as f:
    rows = [[int(x) for x in line.strip().split(",")] for line in f]
print(rows, f.closed)
with open("data.txt") as f:
    print([len(line) for line in f.read().splitlines()], f.closed)
with open("copy.txt", "w") as out:
    with open("data.txt") as f:
        for number, line in enumerate(f, 1):
            out.write(f"{number}: {line}")
print(open("copy.txt").read(), end="")
