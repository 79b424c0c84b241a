from weft import Channel, spawn


def produce(ch):
    ch.send("text")


ch = Channel()
spawn(produce, ch)
print(ch.recv() + 1)  # error: operand-types
