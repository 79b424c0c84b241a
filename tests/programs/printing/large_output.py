for i in range(3000):
    print(i, i * i, "x" * (i % 7))
line = "abcdefghij" * 500
print(line)
print(len(line))
print("\n".join(str(i) for i in range(50)))
