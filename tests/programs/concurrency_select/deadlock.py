from weft import Channel, ClosedArm, Recv, recv, select

a = Channel()
b = Channel()
print("selecting")
match select(recv(a), recv(b)):
    case Recv(ch, value):
        print(value)
    case ClosedArm(ch):
        print("closed")
print("never")
