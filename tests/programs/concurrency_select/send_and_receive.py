from weft import Channel, ClosedArm, Recv, Sent, recv, select, send, spawn


def consumer(ch, n):
    return [ch.recv() for _ in range(n)]


def producer(ch, items):
    for item in items:
        ch.send(item)


incoming = Channel()
outgoing = Channel()
spawn(producer, incoming, [10, 20, 30])
task = spawn(consumer, outgoing, 4)
got = []
sent = 0
while len(got) < 3 or sent < 4:
    if sent == 4:
        got.append(incoming.recv())
    elif len(got) == 3:
        outgoing.send(sent)
        sent += 1
    else:
        match select(recv(incoming), send(outgoing, sent)):
            case Recv(ch, value):
                got.append(value)
            case Sent(ch):
                sent += 1
            case ClosedArm(ch):
                print("never")
print(got, sent, task.join())
