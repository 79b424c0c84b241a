def area(**named):
    return named


def in_metres(**named):
    return area(unit="m", **named)  # error: wrong-arguments


print(in_metres(w=1))
print(in_metres(w=1, unit="cm"))
