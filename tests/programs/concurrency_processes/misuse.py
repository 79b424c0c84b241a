# what is no process, no name, or is asked by no process, is a TypeError, ValueError or RuntimeError
from weft.process import (
    Agent, Child, GenServer, ProcessExit, Supervisor, exit, link, monitor, register, run, self_, send, send_after,
    server, spawn_link, unlink, unregister,
)


def told(f):
    try:
        f()
    except (TypeError, ValueError, RuntimeError, ProcessExit) as error:
        print(type(error).__name__, error)


class Server(GenServer):
    def init(self):
        self.n = 0

    def itself(self, server):
        return server.call(Server.get)

    def get(self):
        return self.n


def main():
    told(lambda: send(5, "x"))
    told(lambda: send("nobody", "x"))
    told(lambda: link("x"))
    told(lambda: unlink(None))
    told(lambda: monitor(3))
    told(lambda: monitor("nobody"))
    told(lambda: exit(1.5, "reason"))
    told(lambda: send_after(0.1, [1], "x"))
    told(lambda: register(7, self_()))
    told(lambda: register("name", 5))
    told(lambda: unregister("nobody"))
    told(lambda: server("nobody"))
    told(lambda: Child(main, restart="sometimes"))
    told(lambda: Supervisor.start_link([], "all"))
    told(lambda: Supervisor.start_link([Child(main, id="a"), Child(main, id="a")]))
    s = Server.start()
    told(lambda: s.call(Server.itself, s))
    a, b = Agent.start(1), Agent.start(1)
    print(a == a, a == b, len({a, b}))


run(main)
told(self_)
told(lambda: spawn_link(main))
