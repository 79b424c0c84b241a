"""Kōdo: three producers, one channel"""

from weft import Channel, parallel


def produce(out, start):
    for n in range(start, start + 10):
        out.send(n)


ch = Channel(None)
with parallel() as p:
    for start in (1, 11, 21):
        p.spawn(produce, ch, start)
ch.close()
print(sum(ch))
