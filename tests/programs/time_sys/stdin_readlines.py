import sys

rows = [[int(x) for x in line.split(",")] for line in sys.stdin.readlines()]
print(rows)
print([sum(column) for column in zip(*rows)])
