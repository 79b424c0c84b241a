def area(w, h=1, *, unit=""):
    return w * h, unit


def passes(f, **named):
    return f(**named)  # error: wrong-arguments


print(passes(area, w=1))
print(passes(area, w=1, height=2))
