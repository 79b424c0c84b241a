totals = {}
with open("sibling_input.csv") as f:
    header = f.readline().strip().split(";")
    for line in f:
        name, amount = line.strip().split(";")
        totals[name] = totals.get(name, 0) + float(amount)
print(header)
for name in sorted(totals):
    print(f"{name:<8}{totals[name]:>10.2f}")
