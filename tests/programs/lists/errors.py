xs = [1, 2, 3]
for i in [3, -4, 1000000]:
    try:
        print(xs[i])
    except IndexError as e:
        print(i, e)
    try:
        xs[i] = 0
    except IndexError as e:
        print(i, e)
try:
    xs.remove(9)
except ValueError as e:
    print(e)
try:
    xs.index(9)
except ValueError as e:
    print(e)
try:
    [].pop()
except IndexError as e:
    print(e)
try:
    xs.pop(7)
except IndexError as e:
    print(e)
try:
    del xs[5]
except IndexError as e:
    print(e)
print(xs)
