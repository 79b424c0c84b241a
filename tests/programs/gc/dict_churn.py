table = {}
for i in range(30000):
    key = "key" + str(i % 3000)
    table[key] = [i, str(i)]
    if i % 7 == 0:
        del table[key]
print(len(table), table["key2999"], "key0" in table)
check = 0
for key, (n, text) in table.items():
    if str(n) != text or int(key[3:]) != n % 3000:
        print("damaged", key)
    check += n
print(check)
nested = {}
for i in range(2000):
    nested.setdefault(i % 40, {})[i] = (i, [i] * 3)
print(len(nested), len(nested[7]), nested[7][1967], sum(len(v) for v in nested.values()))
floats = {}
for i in range(5000):
    floats[i / 8] = i * 0.5
print(len(floats), floats[100.125], sum(floats.values()))
