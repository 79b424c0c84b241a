fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
fs = []
for i in range(3):
    fs.append(lambda i=i: i)
print([f() for f in fs])


def build():
    out = []
    for k in range(3):
        def show():
            return k * 10
        out.append(show)
    return out


print([f() for f in build()])


def make(k):
    def show():
        return k * 10
    return show


print([f() for f in [make(k) for k in range(3)]])
print([f() for f in [lambda: n for n in range(3)]])
i = 100
print(fs[0](), [f(7) for f in fs])
