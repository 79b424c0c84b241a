from weft import Channel, Empty, Full, spawn

ch = Channel(3)
print(ch.capacity, len(ch), ch.closed)
for i in range(3):
    ch.send(i)
print(len(ch))
try:
    ch.try_send(3)
except Full:
    print("full")
print(ch.recv(), len(ch))
ch.try_send(4)
print([ch.try_recv() for _ in range(3)])
try:
    ch.try_recv()
except Empty:
    print("empty")


def fill(ch, n):
    for i in range(n):
        ch.send(i * i)
    ch.close()


ch = Channel(2)
task = spawn(fill, ch, 10)
print([v for v in ch], task.join(), ch.closed, len(ch))
