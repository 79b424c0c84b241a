# A select needs a case for closed channels only where the program may close one of them.
from weft import Channel, Done, Recv, Sent, done, recv, select, send, spawn


def sends(ch, numbers):
    for n in numbers:
        ch.send(n)


a, b = Channel(), Channel()
tasks = [spawn(sends, a, [1, 2, 3]), spawn(sends, b, ["x", "y"])]
got = []
for _ in range(5):
    match select(recv(a), recv(b)):
        case Recv(_, value):
            got.append(str(value))
print(sorted(got))
out = Channel(1)
match select(send(out, 1)):
    case Sent(ch):
        print(ch is out)
task = spawn(sends, Channel(None), [])
while True:
    match select(done(task), recv(out)):
        case Done(t):
            break
        case Recv(_, value):
            print(value)
print("ended")
