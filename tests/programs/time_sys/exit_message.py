import sys

print("working")
if len(sys.argv) < 2:
    sys.exit("usage: exit_message FILE")
print("never")
