import sys

print(sys.maxsize)  # error: value-beyond-int
