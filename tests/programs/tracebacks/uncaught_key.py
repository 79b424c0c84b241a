prices = {"apple": 3}
total = 0
for name in ["apple", "it's a pear"]:
    total += prices[name]
    print(name, total)
