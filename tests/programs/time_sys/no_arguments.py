import sys

print(len(sys.argv), sys.argv[1:])
size = int(sys.argv[1]) if len(sys.argv) > 1 else 7
print(size)
try:
    print(sys.argv[1])
except IndexError as e:
    print(e)
