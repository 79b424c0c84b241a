from weft import Channel
c = Channel(5)
d = {1: [2]}
c.send([d, d.keys(), d.values(), d.items()])
e, k, v, i = c.recv()
d[5] = 6
print(e, k, v, i)
e[7] = 8
print(k, v, i, d)
