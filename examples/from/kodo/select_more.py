"""Kōdo: select over more than three, with a send and a limit"""

from weft import Channel, Recv, Sent, Timeout, recv, select, send, spawn

words = [Channel[str](None) for _ in range(5)]
out = Channel[int](1)
spawn(words[4].send, "the fifth").join()
for _ in range(3):
    match select(*[recv(ch) for ch in words], timeout=0.05):
        case Recv(_, word):
            print("received", word)
        case Timeout():
            print("nobody in time")
for n in range(2):
    match select(send(out, n), timeout=0.01):
        case Sent(_):
            print("sent", n)
        case Timeout():
            print("no room for", n)
