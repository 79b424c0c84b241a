"""Waiting for whichever comes first"""

from weft import Channel, ClosedArm, Recv, Timeout, recv, select, sleep, spawn


def after(seconds, name, out):
    sleep(seconds)
    out.send(name)


slow, fast = Channel(1), Channel(1)
spawn(after, 0.2, "the slow one", slow)
spawn(after, 0.02, "the fast one", fast)

for wait in [2, 2, 0.05]:
    match select(recv(slow), recv(fast), timeout=wait):
        case Recv(_, text):
            print("received", text)
        case Timeout():
            print("nobody in time")
        case ClosedArm(_):
            print("a channel is closed")
