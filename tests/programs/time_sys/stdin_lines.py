import sys

header = sys.stdin.readline()
print(repr(header), header.strip())
total = 0
longest = ""
for line in sys.stdin:
    line = line.rstrip("\n")
    if not line:
        print("(empty)")
        continue
    words = line.split()
    total += len(words)
    if len(line) > len(longest):
        longest = line
    print(len(line), words)
print(total, longest)
print(repr(sys.stdin.readline()))
