# Seventy arms, receive and send mixed, each taken once, parked or not.
from weft import Channel, Recv, Sent, join, recv, select, send, spawn

COUNT = 35


def echo(ch, value):
    ch.send(value)
    return value


def takes(ch):
    return ch.recv()


inward = [Channel[int]() for _ in range(COUNT)]
outward = [Channel[int]() for _ in range(COUNT)]
senders = [spawn(echo, ch, k) for k, ch in enumerate(inward)]
takers = [spawn(takes, ch) for ch in outward]
received, sent = [], 0
for n in range(2 * COUNT):
    match select(*[recv(ch) for ch in inward], *[send(ch, 100 + k) for k, ch in enumerate(outward)]):
        case Recv(_, value):
            received.append(value)
        case Sent(_):
            sent += 1
print(sorted(received) == list(range(COUNT)), sent)
print(join(senders) == list(range(COUNT)), join(takers) == [100 + k for k in range(COUNT)])
