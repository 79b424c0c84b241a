from weft import Channel
c = Channel(9)
for k in range(5): c.send(k)
print(2 in c, len(c), type(c), type(c) is Channel)
c.close()
print(9 in c, len(c))
for v in [c, [1]]:
    print(1 in v)
