import sys

print("status is taken modulo 256")
sys.exit(256 + 44)
