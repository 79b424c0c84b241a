from weft import Channel, ClosedArm, Recv, Sent, recv, select, send

a, b, c = Channel(1), Channel(1), Channel(1)
for each in (a, b, c):
    each.send(1)
match select(recv(a), recv(b)):  # error: select-case
    case Recv(ch, _) if ch is a:
        print("a")
match select(recv(a), recv(b)):  # error: select-case
    case Recv(ch, v) if ch is a and v:
        print("a")
    case Recv(ch, _) if ch is b:
        print("b")
match select(recv(a), send(b, 1)):  # error: select-case
    case Recv(ch, _) if ch is a:
        print("a")
    case Sent(ch) if ch is a:
        print("b")
match select(recv(a), recv(c)):  # error: select-case
    case Recv(_, _):
        print("a")
    case ClosedArm(ch) if ch is a:
        print("closed")
match select(*[recv(a), recv(b)]):  # error: select-case
    case Recv(ch, _) if ch is a or ch is b:
        print("a")
c.close()
