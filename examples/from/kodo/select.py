"""Kōdo: select"""

from weft import Channel, Recv, recv, select, spawn

ch1, ch2 = Channel[int](None), Channel[int](None)
spawn(ch2.send, 42)
match select(recv(ch1), recv(ch2)):
    case Recv(_, value):
        print(value)
