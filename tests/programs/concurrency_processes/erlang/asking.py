"""How the cases are run; tests/erlang/ask.hrl is the same in Erlang."""

from weft.process import Down, Exit, ProcessExit, monitor, receive, self_, send, spawn_monitor


class Answer:
    def __init__(self, text):
        self.text = text


def shown(reason):
    return reason if isinstance(reason, str) else "crash"


def asked(asker, case):
    send(asker, Answer(case()))


def ask(name, case):
    """Runs the case in a process of its own, and tells what it says, or of what it died."""
    _, ref = spawn_monitor(asked, self_(), case)
    match receive(lambda m: isinstance(m, (Answer, Down))):
        case Answer() as answer:
            receive(lambda m: isinstance(m, Down) and m.ref == ref)
            print(f"{name}: {answer.text}")
        case Down(_, _, reason):
            print(f"{name}: died {shown(reason)}")


def boom():
    raise ProcessExit("boom")


def nothing():
    pass


def idle():
    receive(lambda m: isinstance(m, str) and m == "end")


def dead():
    """A process that has ended."""
    pid, ref = spawn_monitor(nothing)
    receive(lambda m: isinstance(m, Down) and m.ref == ref)
    return pid


def end_of(pid):
    """Why it ends, once it is told to."""
    ref = monitor(pid)
    send(pid, "end")
    return shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason)


def count(cls):
    """How many messages of the class have come so far."""
    n = 0
    while True:
        try:
            receive(lambda m: isinstance(m, cls), timeout=0)
        except TimeoutError:
            return n
        n += 1


def exits():
    return count(Exit)


def next_exit():
    return f"exit {shown(receive(lambda m: isinstance(m, Exit)).reason)}"
