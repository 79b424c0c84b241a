d = {"a": 1}
numbers = {1: "one", 2: "two"}
pairs = {(1, 2): "x"}
try:
    print(d["missing"])
except KeyError as e:
    print(e, str(e), repr(e))
try:
    print(numbers[3])
except KeyError as e:
    print(e, e.args)
try:
    print(pairs[(2, 1)])
except KeyError as e:
    print(e)
try:
    del d["it's"]
except KeyError as e:
    print(e)
try:
    d.pop("gone")
except KeyError as e:
    print(e)
try:
    empty = {"x": 1}
    empty.popitem()
    empty.popitem()
except KeyError as e:
    print(e)
print(d)
