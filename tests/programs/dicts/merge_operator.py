a = {"x": 1, "y": 2}
b = {"y": 3, "z": 4}
print(a | b, b | a)
a |= b
print(a)
print({**a, "w": 0, **b})
for maybe in ({"c": 3}, None):
    try:
        print({"a": 1, **maybe})
    except TypeError as e:
        print(e)
