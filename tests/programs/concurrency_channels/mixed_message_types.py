from weft import Channel, spawn


def produce(ch):
    ch.send(1)
    ch.send("two")
    ch.send(None)
    ch.send(4.5)
    ch.close()


ch = Channel()
spawn(produce, ch)
for v in ch:
    if v is None:
        print("nothing")
    elif isinstance(v, str):
        print("text", v.upper())
    else:
        print("number", v * 2)


def functions(ch):
    ch.send(lambda x: x + 1)
    ch.send(lambda x: -x)
    ch.close()


fs = Channel(2)
spawn(functions, fs)
print([f(-5) for f in fs])
zero = Channel(3)
for v in [0, "", False]:
    zero.send(v)
zero.close()
print([v for v in zero])
