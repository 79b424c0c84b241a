from weft import Channel, spawn


def numbers(out, n):
    for i in range(n):
        out.send(i)
    out.close()


def apply(f, source, out):
    for v in source:
        out.send(f(v))
    out.close()


def keep(ok, source, out):
    for v in source:
        if ok(v):
            out.send(v)
    out.close()


a, b, c, d = Channel(), Channel(2), Channel(None), Channel()
spawn(numbers, a, 20)
spawn(apply, lambda v: v * v, a, b)
spawn(keep, lambda v: v % 3 == 1, b, c)
spawn(apply, str, c, d)
print([text for text in d])


def stage(k, source):
    out = Channel(1)
    spawn(apply, lambda v: v * 2 + k, source, out)
    return out


first = Channel()
last = first
for k in range(5):
    last = stage(k, last)
spawn(numbers, first, 4)
print([v for v in last])
