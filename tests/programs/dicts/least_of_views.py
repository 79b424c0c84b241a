d = {1: 2}; e = {3: 4}
print(min(d.keys(), e.keys() , key=len), max(d.values(), e.values(), key=str), min(d.keys()), max(d.values(), key=str), max([1], [2]), min(d.items(), key=str))
