# a dictionary whose values are lists and dictionaries: one key fits only one of them
d = {"x": {"k": 1}, "y": [1, 2]}
d["x"]["k"] = 3
print(d, d["x"]["k"])
try:
    d["y"]["k"] = 4
except TypeError as error:
    print(error)
try:
    print(d["y"]["k"])
except TypeError as error:
    print(error)
try:
    del d["y"]["k"]
except TypeError as error:
    print(error)
for name in ("x", "y"):
    try:
        print(d[name]["k"])
    except TypeError as error:
        print(name, error)
