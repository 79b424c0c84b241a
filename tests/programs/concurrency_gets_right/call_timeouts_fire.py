# a call that takes too long raises TimeoutError, and the server goes on; its late reply goes to nobody
from weft import Channel
from weft.process import GenServer

gate = Channel()


class Server(GenServer):
    def slow(self, gate):
        gate.recv()
        return "slow"

    def quick(self):
        return "quick"


server = Server.start()
try:
    server.call(Server.slow, gate, timeout=0.01)
except TimeoutError as error:
    print(str(error).partition(">>")[2])
gate.send(None)
print(server.call(Server.quick))
