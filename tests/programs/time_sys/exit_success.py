import sys

for i in range(10):
    if i == 2:
        sys.exit()
    print(i)
