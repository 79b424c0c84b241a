d = {"a": 1, "b": 2}
try:
    for key in d:
        d[key + "x"] = 0
except RuntimeError as e:
    print(e)
d = {"a": 1, "b": 2, "c": 3}
try:
    for key, value in d.items():
        if value == 2:
            del d[key]
except RuntimeError as e:
    print(e)
for key in d:
    d[key] = d[key] * 10
print(d)
for key in sorted(d):
    d[key + key] = 0
print(d)
