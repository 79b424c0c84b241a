# More sets of keywords than a function has versions.
def passes(f, **kw):
    return f(**kw)


def show(**kw):
    return kw


def both(**kw):
    return show(**kw), len(kw)


def every(a=0, b=0, c=0, d=0, e=0, f=0, g=0, h=0):
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h


print(passes(every, a=0), show(a=0), both(a=0))
print(passes(every, b=1), show(b=1), both(b=1))
print(passes(every, c=2), show(c=2), both(c=2))
print(passes(every, d=3), show(d=3), both(d=3))
print(passes(every, e=4), show(e=4), both(e=4))
print(passes(every, g=5), show(g=5), both(g=5))
print(passes(every, h=6), show(h=6), both(h=6))
print(passes(every, a=9, d=10), show(a=9, d=10), both(a=9, d=10))
print(passes(every, a=12, h=13), show(a=12, h=13), both(a=12, h=13))
print(passes(every, b=15, e=16), show(b=15, e=16), both(b=15, e=16))
print(passes(every, c=18, d=19), show(c=18, d=19), both(c=18, d=19))
print(passes(every, c=21, h=22), show(c=21, h=22), both(c=21, h=22))
print(passes(every, d=24, h=25), show(d=24, h=25), both(d=24, h=25))
print(passes(every, g=27, h=28), show(g=27, h=28), both(g=27, h=28))
print(passes(every, a=30, b=31, e=32), show(a=30, b=31, e=32), both(a=30, b=31, e=32))
print(passes(every, a=33, c=34, d=35), show(a=33, c=34, d=35), both(a=33, c=34, d=35))
print(passes(every, a=36, c=37, h=38), show(a=36, c=37, h=38), both(a=36, c=37, h=38))
print(passes(every, a=39, d=40, h=41), show(a=39, d=40, h=41), both(a=39, d=40, h=41))
print(passes(every, a=42, g=43, h=44), show(a=42, g=43, h=44), both(a=42, g=43, h=44))
print(passes(every, b=45, c=46, g=47), show(b=45, c=46, g=47), both(b=45, c=46, g=47))
print(passes(every, b=48, d=49, g=50), show(b=48, d=49, g=50), both(b=48, d=49, g=50))
print(passes(every, b=51, e=52, h=53), show(b=51, e=52, h=53), both(b=51, e=52, h=53))
print(passes(every, c=54, d=55, g=56), show(c=54, d=55, g=56), both(c=54, d=55, g=56))
print(passes(every, c=57, e=58, h=59), show(c=57, e=58, h=59), both(c=57, e=58, h=59))
print(passes(every, d=60, e=61, h=62), show(d=60, e=61, h=62), both(d=60, e=61, h=62))
