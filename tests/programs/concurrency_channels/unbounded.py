from weft import Channel, Closed, spawn

ch = Channel(None)
print(ch.capacity, len(ch))
for i in range(1000):
    ch.send(i)
print(len(ch), ch.recv(), ch.recv(), len(ch))
ch.close()
print(sum(ch), len(ch))
try:
    ch.recv()
except Closed:
    print("closed and drained")


def flood(ch, n):
    for i in range(n):
        ch.send((i, str(i)))
    return n


ch = Channel(None)
print(spawn(flood, ch, 300).join(), len(ch))
print([ch.recv() for _ in range(3)], ch.try_recv())
