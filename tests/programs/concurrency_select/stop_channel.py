from weft import Channel, ClosedArm, Recv, Sent, recv, select, send, spawn


def ticker(out, stop):
    n = 0
    while True:
        match select(send(out, n), recv(stop)):
            case Sent(ch):
                n += 1
            case Recv(ch, reason):
                return f"told to stop after {n}: {reason}"
            case ClosedArm(ch):
                return f"closed after {n}"


out = Channel()
stop = Channel()
task = spawn(ticker, out, stop)
print([out.recv() for _ in range(5)])
stop.send("enough")
print(task.join())
task = spawn(ticker, out, stop)
print([out.recv() for _ in range(3)])
stop.close()
print(task.join())
task = spawn(ticker, out, Channel())
print(out.recv())
out.close()
print(task.join())
