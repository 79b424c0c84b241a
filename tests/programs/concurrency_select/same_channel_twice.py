from weft import Channel, ClosedArm, Recv, Sent, Timeout, recv, select, send, spawn

ch = Channel(1)
for _ in range(4):
    match select(recv(ch), send(ch, "x")):
        case Recv(c, value):
            print("received", value, len(ch))
        case Sent(c):
            print("sent", len(ch))
        case ClosedArm(c):
            print("closed")
match select(recv(ch), recv(ch), timeout=0.01):
    case Recv(c, value):
        print("received", value)
    case Timeout():
        print("empty")
    case ClosedArm(c):
        print("closed")
rendezvous = Channel()
match select(recv(rendezvous), send(rendezvous, 1), timeout=0.01):
    case Timeout():
        print("not with oneself")
    case _:
        print("met oneself")


def helper(ch):
    return ch.recv()


task = spawn(helper, rendezvous)
match select(send(rendezvous, "first"), send(rendezvous, "first")):
    case Sent(c):
        print(task.join())
    case ClosedArm(c):
        print("closed")
