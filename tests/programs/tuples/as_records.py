people = [("ann", 31), ("bob", 25), ("cid", 31)]
for name, age in people:
    print(f"{name}: {age}")
oldest = max(people, key=lambda p: p[1])
print(oldest, oldest[0].upper())
print(sorted(people, key=lambda p: (-p[1], p[0])))
print([name for name, age in people if age > 30])
by_age = {}
for name, age in people:
    by_age.setdefault(age, []).append(name)
print(by_age)
names, ages = zip(*people)
print(names, ages, sum(ages) / len(ages))


def stats(values):
    return min(values), max(values), sum(values) / len(values)


low, high, mean = stats([3, 1, 2])
print(low, high, mean, stats((5,)))
