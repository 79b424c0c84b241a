"""Elle: processes, a ping-pong"""

from weft.process import Pid, receive, run, self_, send, spawn


def peer():
    match receive():
        case (Pid() as client, "ping"):
            send(client, "pong")


def main():
    pid = spawn(peer)
    send(pid, (self_(), "ping"))
    print(receive())


run(main)
