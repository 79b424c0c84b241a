# where a task was spawned by the library's code, it is told which line of the program called that
from weft import Channel
from weft.process import GenServer, run


class Server(GenServer):
    def init(self, channel):
        self.channel = channel

    def wait(self):
        self.channel.recv()


def start(channel):
    return Server.start(channel)


def main():
    channel = Channel()
    server = start(channel)
    server.call(Server.wait, timeout=None)


run(main)
