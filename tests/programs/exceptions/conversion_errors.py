def numbers(text):
    out = []
    for part in text.split(","):
        try:
            out.append(int(part))
        except ValueError:
            try:
                out.append(float(part))
            except ValueError as e:
                out.append(str(e))
    return out


print(numbers("1, 2.5,x,, 1e3,0x1"))
for f in [lambda: int("é"), lambda: int("12\n3"), lambda: int("' "), lambda: int("9" * 5 + "z")]:
    try:
        f()
    except ValueError as e:
        print(e)
for f in [lambda: float("1.2e"), lambda: float("1 2"), lambda: float("\n")]:
    try:
        f()
    except ValueError as e:
        print(e)
try:
    [1, 2].index("1" == 1)
except ValueError as e:
    print(e)
try:
    a, b = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    a, b, c = "xy"
except ValueError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    print(min([]))
except ValueError as e:
    print(e)
try:
    print(max([], key=lambda x: x))
except ValueError as e:
    print(e)
