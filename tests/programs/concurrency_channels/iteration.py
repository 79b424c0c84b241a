from weft import Channel, spawn


def produce(ch, items):
    for item in items:
        ch.send(item)
    ch.close()


def consume(ch):
    out = []
    for item in ch:
        if item % 2:
            continue
        if item > 6:
            break
        out.append(item)
    else:
        out.append(-1)
    return out, [item for item in ch]


ch = Channel()
spawn(produce, ch, list(range(12)))
print(consume(ch))
ch = Channel()
spawn(produce, ch, [1, 2, 3])
print(consume(ch))
ch = Channel(2)
spawn(produce, ch, "añb😀")
for i, c in enumerate(ch):
    print(i, c)
words = Channel(None)
produce(words, ["x", "yy", "zzz"])
print({w: len(w) for w in words}, max([0] + [1 for _ in words]))
