import sys

print("to stdout")
print("to stderr", file=sys.stderr)
sys.stderr.write("more\n")
n = sys.stdout.write("written\n")
print(n)
print("a", "b", sep="-", end="!\n", file=sys.stdout)
sys.stdout.flush()
print("the last line of stderr", 42, file=sys.stderr)
sys.exit(4)
