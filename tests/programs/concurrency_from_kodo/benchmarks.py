# The tasks of Kōdo's benchmark that concern concurrency, and its examples of channels and select.
from weft import Channel, ClosedArm, Recv, join, parallel, recv, select, spawn


def double(n):
    return n * 2


def stage(source, target, f):
    for value in source:
        target.send(f(value))
    target.close()


def produce(ch, start, count):
    for n in range(start, start + count):
        ch.send(n)


def main():
    ch = Channel[int](None)
    spawn(ch.send, 42)
    print(ch.recv())
    for n in (10, 20, 30):
        spawn(ch.send, n).join()
    print(sum(ch.recv() for _ in range(3)))

    one, two = Channel[int](None), Channel[int](None)
    spawn(two.send, 99)
    match select(recv(one), recv(two)):
        case Recv(_, value):
            print(value)
        case ClosedArm(_):
            print("closed")

    source, target = Channel[int](None), Channel[int](None)
    spawn(stage, source, target, double)
    source.send(50)
    source.close()
    print(list(target))

    fan_in = Channel[int](None)
    with parallel() as p:
        for start in (1, 11, 21):
            p.spawn(produce, fan_in, start, 10)
    fan_in.close()
    print(sum(fan_in))

    ints, flags, texts = Channel[int](None), Channel[bool](None), Channel[str](None)
    ints.send(7)
    flags.send(True)
    texts.send("works")
    print(ints.recv(), flags.recv(), texts.recv())
    for n in range(5):
        ints.send(n)
    ints.close()
    print(list(ints))
    match select(recv(ints), recv(one)):
        case ClosedArm(closed):
            print(closed == ints)
        case Recv(_, value):
            print(value)
    print(sorted({spawn(double, n).id for n in range(1000)} | {0})[-1] > 999)


main()
