def make(i):
    data = [i] * 10
    label = "f" + str(i)

    def call(x):
        data[0] += x
        return label, data[0], sum(data)

    return call


fs = [make(i) for i in range(500)]
for round in range(20):
    waste = [make(i) for i in range(100)]
    for f in fs:
        f(round)
print(fs[0](0), fs[499](1), fs[250](0))
cells = []
for i in range(50):
    def bump(n=i, seen=[]):
        seen.append(n)
        return len(seen)
    cells.append(bump)
junk = [[str(k)] * 5 for k in range(5000)]
print([c() for c in cells[:5]], [c() for c in cells[:5]], len(junk))
