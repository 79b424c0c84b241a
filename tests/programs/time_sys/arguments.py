import sys

print(len(sys.argv), sys.argv[1:])
print(sys.argv[0].endswith("arguments.py"))
n = int(sys.argv[1]) if len(sys.argv) > 1 else 10
name = sys.argv[2] if len(sys.argv) > 2 else "nobody"
print(n * 2, name.upper(), repr(sys.argv[3]), sys.argv[-1])
for i, arg in enumerate(sys.argv[1:], 1):
    print(i, arg, arg.startswith("--"))
