def f(): return 1
d = {1: 2, "a": 3, None: 4}
print(f in d, f in {1: 2}, int in {"a"}, [f][0] in {(1, 2): 3}, d.get(f, 7))
x = f if len(d) == 3 else 1
print(x in d, x in {1: 2}, x in {f: 1})
try:
    print(d[f])
except KeyError as e:
    print("KeyError", str(e)[:11])
