# A closed channel gives what it holds and then raises Closed: no 0, no None, no "" that a sender could have sent.
from weft import Channel, Closed, ClosedArm, Empty, Recv, recv, select, spawn


def drain(ch, kind):
    got = []
    try:
        while True:
            got.append(ch.recv(timeout=5))
    except Closed:
        print(kind, got, "closed")
    for again in (ch.recv, ch.try_recv, lambda: ch.recv(timeout=0)):
        try:
            print("a value:", again())
        except Closed:
            pass
    match select(recv(ch)):
        case Recv(_, value):
            print("a value:", value)
        case ClosedArm(closed):
            print("closed", closed == ch)


numbers, texts, nothings, flags = Channel[int](3), Channel[str](3), Channel[None](3), Channel[bool](3)
try:
    numbers.try_recv()
except Empty:
    print("empty, which is not closed")
numbers.send(0)
texts.send("")
nothings.send(None)
flags.send(False)
numbers.close()
texts.close()
nothings.close()
flags.close()
drain(numbers, "int")
drain(texts, "str")
drain(nothings, "None")
drain(flags, "bool")
waiting = Channel[int]()
task = spawn(drain, waiting, "parked")
waiting.close()
waiting.close()
task.join()
