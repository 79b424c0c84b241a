"""Langoost: a limit for a receive (recvTimeout), and a closed channel"""

from weft import Channel, Closed

ch = Channel[int](10)
try:
    ch.recv(timeout=0.05)
except TimeoutError:
    print("nothing in 50 ms")

ch.send(0)
ch.close()
print("received", ch.recv())
try:
    ch.recv()
except Closed:
    print("closed, and no value that one could take for a message")
