from weft import Channel, ClosedArm, Recv, recv, select

channels = [Channel() for _ in range(3)]
print("selecting")
match select(*[recv(ch) for ch in channels]):
    case Recv(ch, value):
        print(value)
    case ClosedArm(ch):
        print("closed")
print("never")
