def describe(v):
    if isinstance(v, bool):
        return "bool " + str(not v)
    if isinstance(v, int):
        return "int " + str(v + 1)
    if isinstance(v, float):
        return "float " + str(v / 2)
    if isinstance(v, str):
        return "str " + v.upper()
    if isinstance(v, list):
        return "list of " + str(len(v))
    return "nothing"


for v in [1, 2.5, "abc", True, None]:
    print(describe(v))
print(describe([1, 2, 3]))


def number_or_length(v):
    return v if isinstance(v, (int, float)) else len(v)


print([number_or_length(v) for v in [3, "four", 5.5, "six"]])
