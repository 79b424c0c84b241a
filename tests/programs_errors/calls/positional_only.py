def area(w, h=1, /, *, unit=""):
    return w * h, unit


print(area(1, unit="cm"))
print(area(w=1))  # error: wrong-arguments
