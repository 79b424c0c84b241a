words = ["alpha", "beta", "gamma", "délta", "ε"]
lines = []
for i in range(4000):
    line = " ".join([words[(i + k) % 5] for k in range(4)])
    line = line.upper().lower().replace("a", "A")
    if i % 100 == 0:
        lines.append(line + "#" + str(i))
print(len(lines), lines[0], lines[39])
s = ""
for i in range(5000):
    s += chr(97 + i % 26)
    if len(s) > 200:
        s = s[100:]
print(len(s), s[:30])
parts = {}
for i in range(3000):
    key = s[i % 50:i % 50 + 5]
    parts[key] = parts.get(key, "") + key[0]
print(len(parts), sum(len(v) for v in parts.values()), sorted(parts)[0])
