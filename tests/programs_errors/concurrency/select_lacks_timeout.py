import weft
from weft import Channel, ClosedArm, Recv, Sent, recv, send

a = Channel()
b = Channel()
arms = [recv(a), send(b, 1)]
match weft.select(*arms, timeout=0.5):  # error: select-case
    case Recv(ch, 0):
        print("zero only")
    case Sent(ch) | ClosedArm(ch):
        print("over")
match weft.select(*arms, timeout=0.5):
    case Recv(ch, value):
        print(value)
    case _:
        print("over")
