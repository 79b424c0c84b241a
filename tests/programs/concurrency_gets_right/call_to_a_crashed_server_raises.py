# a call to a server that crashes, or has, raises at once; it doesn't wait for ever
from weft.process import GenServer, ProcessExit


class Server(GenServer):
    def crash(self):
        return [][0]

    def get(self):
        return 1


server = Server.start()
for method in (Server.crash, Server.get):
    try:
        print(server.call(method, timeout=None))
    except ProcessExit as error:
        print(repr(error.reason))
