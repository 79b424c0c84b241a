# a supervisor starts servers, and other supervisors, again
from weft import sleep
from weft.process import Child, GenServer, ProcessExit, Supervisor, run, server, whereis


class Counter(GenServer):
    def init(self, name):
        self.name = name

    def crash(self):
        return 1 // 0

    def get(self):
        return self.name


def counter(name):
    return Child(Named, name, id=name)


class Named(Counter):
    """Known by its name."""

    @classmethod
    def start_link(cls, name):
        return super().start_link(name, name=name)


def get(name, other):
    """Once it runs, and isn't `other` any more."""
    while whereis(name) is None or whereis(name) == other:
        sleep(0.001)
    return server(name).call(Counter.get)


def main():
    inner = [counter("inner")]
    supervisor = Supervisor.start_link([counter("outer"), Child(Supervisor, inner, id="sub")])
    for name in ("outer", "inner"):
        before = whereis(name)
        try:
            server(name).call(Counter.crash)
        except ProcessExit:
            print(get(name, before), "runs again")
    supervisor.stop()
    print(whereis("outer"), whereis("inner"))


run(main)
