def kind(v):
    match v:
        case bool():
            return "bool"
        case int(n) if n < 0:
            return "negative int"
        case int():
            return "int"
        case float(f):
            return f"float {f / 2}"
        case str(s):
            return "str " + s.upper()
        case None:
            return "none"
        case _:
            return "something else"


for v in [True, -5, 5, 2.5, "abc", None, (1, 2)]:
    print(kind(v))


def total(item):
    match item:
        case int() | float():
            return item * 2
        case str():
            return len(item)
    return 0


print(total(4), total(1.5), total("four"), total(None))
