import sys

text = sys.stdin.read()
lines = text.splitlines()
numbers = [int(x) for line in lines for x in line.split() if x.lstrip("-").isdigit()]
print(len(text), len(lines), numbers, sum(numbers))
print(repr(sys.stdin.read()), repr(text[-4:]))
