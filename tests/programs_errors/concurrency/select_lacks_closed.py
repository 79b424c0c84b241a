from weft import Channel, Recv, recv, select

ch = Channel(1)
ch.send(1)
ch.close()
match select(recv(ch)):  # error: select-case
    case Recv(c, value):
        print(value)
