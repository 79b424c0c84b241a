import sys

print(repr(sys.stdin.readline()), repr(sys.stdin.read()))
for line in sys.stdin:
    print("never")
try:
    print(input())
except EOFError as e:
    print("eof:", e)
