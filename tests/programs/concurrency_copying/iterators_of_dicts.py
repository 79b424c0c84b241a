from weft import Channel

c = Channel(9)
d = {1: [2], 3: [4], 5: [6]}
ks, vs, its, ended = iter(d), iter(d.values()), iter(d.items()), iter(d)
print(next(ks), next(vs), next(vs), list(ended))
for it in (ks, vs, its, ended):
    c.send(it)
print(list(ks), list(vs), list(its))
print(list(c.recv()), list(c.recv()), list(c.recv()), list(c.recv()))
c.send(iter({"a": 1}))
print(type(c.recv()).__name__)
