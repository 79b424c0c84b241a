class Found:
    def __init__(self, value):
        self.value = value


class Missing:
    def __init__(self, key):
        self.key = key


def lookup(table, key):
    if key in table:
        return Found(table[key])
    return Missing(key)


def show(result):
    if isinstance(result, Found):
        print("found", result.value)
    else:
        print("missing", result.key)


table = {"a": 1, "b": 2}
for key in ["a", "z", "b"]:
    show(lookup(table, key))
results = [lookup(table, k) for k in "abc"]
print(sum(r.value for r in results if isinstance(r, Found)))
print([r.key for r in results if not isinstance(r, Found)])
