xs = [1, 2, 3]
for x in xs:
    if len(xs) < 6:
        xs.append(x * 10)
print(xs)
ys = [1, 2, 3, 4, 5, 6]
for y in ys:
    if y % 2 == 0:
        ys.remove(y)
print(ys)
zs = [4, 4, 4, 5]
for z in zs:
    if z == 4:
        zs.remove(z)
print(zs)
seen = []
queue = [1]
for item in queue:
    seen.append(item)
    if item < 40:
        queue.append(item * 2)
        queue.append(item * 3)
print(len(seen), seen[-5:])
i = 0
while i < len(zs):
    zs.pop(i)
print(zs)
