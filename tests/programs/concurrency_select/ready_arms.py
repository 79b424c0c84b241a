from weft import Channel, ClosedArm, Recv, Sent, recv, select, send

a = Channel(1)
b = Channel(1)
a.send("from a")
match select(recv(a), recv(b)):
    case Recv(ch, value):
        print("received", value, ch is a)
    case ClosedArm(ch):
        print("closed")
match select(recv(a), send(b, "into b")):
    case Recv(ch, value):
        print("received", value)
    case Sent(ch):
        print("sent", ch is b, len(b))
    case ClosedArm(ch):
        print("closed")
match select(recv(b)):
    case Recv(ch, value):
        print("received", value, len(b))
    case ClosedArm(ch):
        print("closed")
b.close()
match select(recv(a), recv(b)):
    case Recv(ch, value):
        print("received", value)
    case ClosedArm(ch):
        print("closed arm", ch is b)
match select(send(b, "x"), recv(a)):
    case Sent(ch):
        print("sent")
    case Recv(ch, value):
        print("received", value)
    case ClosedArm(ch):
        print("send on closed", ch is b)
