"""Servers, case by case; tests/erlang/servers.erl asks Erlang the same."""

from asking import shown, ask, dead, next_exit
from weft import sleep
from weft.process import (
    Down, GenServer, NoReply, ProcessExit, Reply, Stop, exit, monitor, receive, reply, self_, send, server, spawn,
    trap_exit, whereis,
)


class Crash:
    pass


class Later:
    pass


class Slow:
    pass


class StopWith:
    def __init__(self, reason):
        self.reason = reason


class Tell:
    """terminate() tells the process."""

    def __init__(self, pid):
        self.pid = pid


class Ended:
    def __init__(self, reason):
        self.reason = reason


class Counter(GenServer):
    def init(self, n, how="well"):
        if how == "stop":
            return Stop("won't")
        if how == "crash":
            return 1 // 0
        self.n = n
        self.tell = None
        self.later = None

    def add(self, k):
        self.n += k
        return self.n

    def bump(self):
        self.n += 1

    def get(self):
        return self.n

    def crash(self):
        return 1 // 0

    def stop_now(self):
        return Stop("done", "bye")

    def reply_now(self):
        return Reply("explicit")

    def handle_call(self, message, client):
        match message:
            case Later():
                self.later = client
                return NoReply()
            case Slow():
                sleep(0.03)
                return Reply("slow")
            case StopWith():
                return Stop(message.reason, "stopping")
            case Tell():
                self.tell = message.pid
                return Reply("ok")

    def handle_cast(self, message):
        match message:
            case "now":
                reply(self.later, "later")
            case "crash":
                return 1 // 0
            case StopWith():
                return Stop(message.reason)

    def handle_info(self, message):
        match message:
            case int():
                self.n += message
            case "stop":
                return Stop("told to")
            case Crash():
                return 1 // 0

    def terminate(self, reason):
        if self.tell is not None:
            send(self.tell, Ended(shown(reason)))


def failing(f, *args, **named):
    """What an exit of the call is for, or "timeout"."""
    try:
        return f(*args, **named)
    except ProcessExit as error:
        return f"exit {shown(error.reason)}"
    except TimeoutError:
        return "exit timeout"


def down_of(pid, ref):
    return shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason)


def a_call():
    return Counter.start(5).call(Counter.add, 3)


def casts_come_first():
    c = Counter.start(5)
    c.cast(Counter.bump)
    c.cast(Counter.bump)
    return c.call(Counter.get)


def messages_come_first():
    c = Counter.start(5)
    send(c.pid, 10)
    return c.call(Counter.get)


def an_explicit_reply():
    return Counter.start(0).call(Counter.reply_now)


def to_the_dead():
    c = Counter.start(0)
    c.stop()
    return failing(c.call, Counter.get)


def cast_to_the_dead():
    c = Counter.start(0)
    c.stop()
    c.cast(Counter.bump)
    return "sent"


def a_crash_in_a_call():
    return failing(Counter.start(0).call, Counter.crash)


def a_crash_in_a_call_ends_it():
    c = Counter.start(0)
    ref = monitor(c.pid)
    failing(c.call, Counter.crash)
    return down_of(c.pid, ref)


def a_crash_in_a_cast():
    c = Counter.start(0)
    ref = monitor(c.pid)
    c.cast("crash")
    return down_of(c.pid, ref)


def a_crash_in_a_message():
    c = Counter.start(0)
    ref = monitor(c.pid)
    send(c.pid, Crash())
    return down_of(c.pid, ref)


def a_late_reply():
    return failing(Counter.start(0).call, Slow(), timeout=0.01)


def it_goes_on_after_a_late_reply():
    c = Counter.start(5)
    failing(c.call, Slow(), timeout=0.01)
    return c.call(Counter.get)


def stopped():
    c = Counter.start(0)
    ref = monitor(c.pid)
    c.stop()
    return down_of(c.pid, ref)


def stopped_with_a_reason():
    c = Counter.start(0)
    ref = monitor(c.pid)
    c.stop("shutdown")
    return down_of(c.pid, ref)


def terminate_when_stopped():
    c = Counter.start(0)
    c.call(Tell(self_()))
    c.stop()
    return receive(lambda m: isinstance(m, Ended)).reason


def terminate_after_a_crash():
    c = Counter.start(0)
    c.call(Tell(self_()))
    failing(c.call, Counter.crash)
    return receive(lambda m: isinstance(m, Ended)).reason


def terminate_after_a_stop():
    c = Counter.start(0)
    c.call(Tell(self_()))
    monitor(c.pid)
    c.cast(StopWith("enough"))
    return receive(lambda m: isinstance(m, Ended)).reason


def no_terminate_when_killed():
    c = Counter.start(0)
    c.call(Tell(self_()))
    ref = monitor(c.pid)
    exit(c.pid, "kill")
    why = down_of(c.pid, ref)
    try:
        return receive(lambda m: isinstance(m, Ended), timeout=0).reason
    except TimeoutError:
        return f"{why} none"


def a_reply_and_a_stop():
    c = Counter.start(0)
    ref = monitor(c.pid)
    said = c.call(StopWith("enough"))
    return f"{said} {down_of(c.pid, ref)}"


def stopped_by_a_cast():
    c = Counter.start(0)
    ref = monitor(c.pid)
    c.cast(StopWith("enough"))
    return down_of(c.pid, ref)


def stopped_by_a_message():
    c = Counter.start(0)
    ref = monitor(c.pid)
    send(c.pid, "stop")
    return down_of(c.pid, ref)


class Got:
    def __init__(self, text):
        self.text = text


def asks_for_later(c, asker):
    send(asker, Got(c.call(Later())))


def a_deferred_reply():
    c = Counter.start(0)
    spawn(asks_for_later, c, self_())
    sleep(0.02)
    c.cast("now")
    return receive(lambda m: isinstance(m, Got)).text


def waits_for_later(c, asker):
    send(asker, Got(failing(c.call, Later())))


def killed_before_the_reply():
    c = Counter.start(0)
    spawn(waits_for_later, c, self_())
    sleep(0.02)
    exit(c.pid, "kill")
    return receive(lambda m: isinstance(m, Got)).text


def init_says_stop():
    return failing(Counter.start, 0, "stop")


def init_crashes():
    return failing(Counter.start, 0, "crash")


def linked_init_says_stop():
    trap_exit(True)
    said = failing(Counter.start_link, 0, "stop")
    return f"{said}, {next_exit()}"


def by_name():
    Counter.start(5, name="counter")
    n = server("counter").call(Counter.get)
    server("counter").stop()
    return n


def the_name_is_taken():
    c = Counter.start(5, name="taken")
    try:
        Counter.start(6, name="taken")
    except ProcessExit:
        n = server("taken").call(Counter.get)
        c.stop()
        return f"refused {n}"


def free_at_the_end():
    c = Counter.start(5, name="fleeting")
    c.stop()
    return str(whereis("fleeting") is None).lower()


def a_linked_ones_crash():
    Counter.start_link(0).cast("crash")
    receive()


def a_trapped_crash():
    trap_exit(True)
    Counter.start_link(0).cast("crash")
    return next_exit()


def a_linked_ones_stop():
    Counter.start_link(0).cast(StopWith("normal"))
    sleep(0.02)
    return "alive"


def main():
    ask("a call", a_call)
    ask("casts come first", casts_come_first)
    ask("messages come first", messages_come_first)
    ask("an explicit reply", an_explicit_reply)
    ask("to the dead", to_the_dead)
    ask("cast to the dead", cast_to_the_dead)
    ask("a crash in a call", a_crash_in_a_call)
    ask("a crash in a call ends it", a_crash_in_a_call_ends_it)
    ask("a crash in a cast", a_crash_in_a_cast)
    ask("a crash in a message", a_crash_in_a_message)
    ask("a late reply", a_late_reply)
    ask("it goes on after a late reply", it_goes_on_after_a_late_reply)
    ask("stopped", stopped)
    ask("stopped with a reason", stopped_with_a_reason)
    ask("terminate when stopped", terminate_when_stopped)
    ask("terminate after a crash", terminate_after_a_crash)
    ask("terminate after a stop", terminate_after_a_stop)
    ask("no terminate when killed", no_terminate_when_killed)
    ask("a reply and a stop", a_reply_and_a_stop)
    ask("stopped by a cast", stopped_by_a_cast)
    ask("stopped by a message", stopped_by_a_message)
    ask("a deferred reply", a_deferred_reply)
    ask("killed before the reply", killed_before_the_reply)
    ask("init says stop", init_says_stop)
    ask("init crashes", init_crashes)
    ask("linked init says stop", linked_init_says_stop)
    ask("by name", by_name)
    ask("the name is taken", the_name_is_taken)
    ask("free at the end", free_at_the_end)
    ask("a linked one's crash", a_linked_ones_crash)
    ask("a trapped crash", a_trapped_crash)
    ask("a linked one's stop", a_linked_ones_stop)
