# who waits for a server or an agent that ends is told why
from weft import sleep
from weft.process import Agent, GenServer, ProcessExit, exit, receive, run, self_, send, spawn


class Got:
    def __init__(self, text):
        self.text = text


class Server(GenServer):
    def slow(self, asker):
        send(asker, Got("in it"))
        sleep(60)

    def leaves(self):
        raise ProcessExit("leaving")

    def calls(self, other, asker):
        return other.call(Server.slow, asker)


def asks(s, asker):
    try:
        s.call(Server.slow, asker, timeout=None)
    except ProcessExit as error:
        send(asker, Got(f"exit {error.reason}"))


def asks_agent(a, asker):
    def slow(v):
        send(asker, Got("in it"))
        sleep(60)

    try:
        a.get(slow, timeout=None)
    except ProcessExit as error:
        send(asker, Got(f"agent exit {error.reason}"))


def main():
    s = Server.start()
    spawn(asks, s, self_())
    print(receive().text)
    exit(s.pid, "out of order")
    print(receive().text)
    try:
        Server.start().call(Server.leaves)
    except ProcessExit as error:
        print("exit", error.reason)
    s = Server.start()
    try:
        s.call(Server.calls, s, self_())
    except ProcessExit as error:
        print("exit", repr(error.reason))
    a = Agent.start(1)
    spawn(asks_agent, a, self_())
    print(receive().text)
    exit(a.pid, "kill")
    print(receive().text)
    b = Agent.start([1])
    spawn(asks_agent, b, self_())
    print(receive().text)
    exit(b.pid, "no more")
    print(receive().text)
    b = Agent.start([1])
    b.stop()
    try:
        b.update(lambda v: v)
    except ProcessExit as error:
        print("exit", error.reason)
    b.cast(lambda v: v)


run(main)
