def show(x, spec):
    return f"{x:{spec}}"


print(show(10, "04"), show(2.5, "6.1f"), show("ab", ">4"))
try:
    print(show(10, "Q"))
except ValueError as e:
    print(e)
try:
    print(show("ab", "d"))
except ValueError as e:
    print(e)
try:
    print(show(2.5, "d"))
except ValueError as e:
    print(e)
print(format(255, "x"), format(1.5, ".2f"), format("s", "^5"), format(7))
