from weft import Channel, ClosedArm, Default, Recv, Sent, Timeout, recv, select, send


def waited(a, b):
    match select(recv(a), send(b, "x")):
        case Recv(ch, value):
            return value
        case Sent(ch):
            return len(ch)
        case ClosedArm(ch):
            return -1


def hurried(a):
    match select(recv(a), timeout=0.5):
        case Recv(value=value):
            return value
        case Timeout():
            return 0
        case _:
            return -1


def polled(a):
    result = select(recv(a), default=True)
    return isinstance(result, Default)


def several(channels):
    return select(*[recv(c) for c in channels])


first, second = Channel(1), Channel(1)
first.send(1)
waited(first, second)
hurried(first)
polled(first)
second.close()
several([second])
