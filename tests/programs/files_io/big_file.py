lines = 5000
with open("big.txt", "w") as f:
    for i in range(lines):
        f.write(f"line {i} {i * i % 97} ünï\n")
count = 0
chars = 0
total = 0
with open("big.txt") as f:
    for line in f:
        count += 1
        chars += len(line)
        total += int(line.split()[2])
print(count, chars, total)
with open("big.txt") as f:
    text = f.read()
print(len(text), text.count("\n"), text[:20], text[-12:-1])
with open("big.txt") as f:
    parts = []
    while True:
        chunk = f.read(1000)
        if not chunk:
            break
        parts.append(chunk)
print(len(parts), "".join(parts) == text)
