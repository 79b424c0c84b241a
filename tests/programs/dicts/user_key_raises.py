# a key's methods that raise, and that change the dict which is searched
class Bad:
    def __init__(self, n, fail=False):
        self.n = n
        self.fail = fail

    def __hash__(self):
        if self.n < 0:
            raise ValueError("no hash")
        return self.n % 2

    def __eq__(self, other):
        if self.fail or other.fail:
            raise RuntimeError("no comparison")
        return self.n == other.n


class Clearing:
    table = {}

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if len(Clearing.table) > 2:
            Clearing.table.clear()
        return self.n == other.n


d = {Bad(1): "a", Bad(2): "b"}
for key in (Bad(-1), Bad(3, True), Bad(4)):
    try:
        print(d.get(key, "absent"))
    except (ValueError, RuntimeError) as e:
        print(type(e).__name__, e)
try:
    d[Bad(5, True)] = "c"
except RuntimeError as e:
    print(e, len(d))
for n in range(3):
    Clearing.table[Clearing(n)] = n
print(len(Clearing.table))
print(Clearing(7) in Clearing.table, len(Clearing.table))
d[Bad(6, True)]
