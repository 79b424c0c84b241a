r = range(3, 40, 4)
print(r, r[2:5], r[:3], r[-3:], r[::2], r[::-1], r[5:2:-1], r[100:], r[:-100], r[::-3], r[-2:0:-2])
print(list(r[1:4]), len(r[::3]), r[2:][1:], 11 in r[2:], sum(r[::-1]), r[3:3], list(r[4:4:-1]))
print(range(10, 0, -3)[1:], range(10, 0, -3)[::-1], range(0)[1:], range(5)[None:None:None])
for i in range(10)[7:]:
    print(i, end=" ")
print()


def window(r, start, stop=None, step=None):
    return r[start:stop:step]


print(window(r, 1), window(r, None, 4), window(r, -1, None, -4), window(r, True))
try:
    window(r, 0, 5, 0)
except ValueError as e:
    print(e)
