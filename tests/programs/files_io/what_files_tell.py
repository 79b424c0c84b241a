import sys
with open("out é.txt", "w") as f:
    print(f, f.name, f.mode, f.encoding, f.closed)
    g = f
    print(f == g, {f: 1}[g], hash(f) == hash(g), type(f))
    f.write("x")
print(f)
f = open("out é.txt", encoding="latin-1")
print(f, f == g, f in {g: 1}, [f] == [f], f in [g, f])
f.close()
f = open("日本.txt", mode="w+", encoding="UTF-8")
print(f); f.close()
print(sys.stdin.name, sys.stdout, sys.stderr, sys.stdout.mode, sys.stdout == sys.stderr)
with open("lines.txt", "w") as f:
    f.write("a\nb\nc\n")
with open("lines.txt") as f:
    print("b\n" in f, f.readline(), "b\n" in f)
