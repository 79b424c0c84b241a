"""Mailboxes, names and timers, case by case; tests/erlang/mailbox.erl asks Erlang the same."""

from asking import ask, idle, dead, end_of
from weft.process import (
    Down, cancel_timer, exit, monitor, receive, register, self_, send, send_after, spawn, unregister, whereis,
)


def texts():
    """All texts that are there."""
    found = []
    while True:
        try:
            found.append(receive(lambda m: isinstance(m, str), timeout=0))
        except TimeoutError:
            return " ".join(found)


def first_come_first_served():
    for text in ("a", "b", "c"):
        send(self_(), text)
    return texts()


def selective():
    for text in ("a", "b", "c"):
        send(self_(), text)
    return receive(lambda m: m == "b") + " " + texts()


def what_was_refused_comes_before_what_is_new():
    send(self_(), "a")
    send(self_(), "b")
    receive(lambda m: m == "b")
    send(self_(), "c")
    return texts()


def empty():
    try:
        receive(timeout=0)
    except TimeoutError:
        return "timeout"


def there_without_waiting():
    send(self_(), "a")
    return receive(timeout=0)


def not_the_one_in_time():
    send(self_(), "a")
    try:
        receive(lambda m: m == "b", timeout=0.01)
    except TimeoutError:
        return "timeout " + texts()


def sends_later(asker):
    receive(timeout=None)
    send(asker, "late")


def late_is_not_lost():
    pid = spawn(sends_later, self_())
    try:
        receive(timeout=0.01)
    except TimeoutError:
        send(pid, "now")
        return receive()


def sends_many(asker):
    for k in range(100):
        send(asker, str(k))


def in_order_from_one():
    end = monitor(spawn(sends_many, self_()))
    receive(lambda m: isinstance(m, Down) and m.ref == end)
    return texts() == " ".join(map(str, range(100)))


def to_the_dead():
    send(dead(), "a")
    return "sent"


def pids_are_equal():
    pid = spawn(idle)
    send(self_(), pid)
    return f"{receive() == pid} {pid == self_()} {self_() == self_()}".lower()


def raised(f, *args):
    try:
        f(*args)
    except ValueError:
        return "refused"
    return "done"


def registered():
    register("mine", self_())
    return str(whereis("mine") == self_()).lower()


def unknown():
    return str(whereis("nobody") is None).lower()


def sent_by_name():
    register("me", self_())
    send("me", "hello")
    return receive()


def sent_to_nobody():
    return raised(send, "nobody", "hello")


def taken():
    register("taken", self_())
    return raised(register, "taken", spawn(idle))


def a_name_for_the_dead():
    return raised(register, "ghost", dead())


def free_at_the_end():
    pid = spawn(idle)
    register("fleeting", pid)
    end_of(pid)
    return str(whereis("fleeting") is None).lower()


def free_when_killed():
    pid = spawn(idle)
    register("victim", pid)
    ref = monitor(pid)
    exit(pid, "kill")
    receive(lambda m: isinstance(m, Down) and m.ref == ref)
    return str(whereis("victim") is None).lower()


def taken_again():
    pid = spawn(idle)
    register("again", pid)
    end_of(pid)
    register("again", self_())
    return str(whereis("again") == self_()).lower()


def unregistered():
    register("gone", self_())
    unregister("gone")
    return str(whereis("gone") is None).lower()


def unregistered_unknown():
    return raised(unregister, "nobody")


def for_another():
    pid = spawn(idle)
    register("other", pid)
    same = whereis("other") == pid
    end_of(pid)
    return str(same).lower()


def sent_later():
    send_after(0.01, self_(), "later")
    return receive()


def not_before():
    send_after(0.05, self_(), "later")
    try:
        receive(timeout=0)
    except TimeoutError:
        return "not yet " + receive()


def cancelled():
    timer = send_after(10, self_(), "later")
    was = cancel_timer(timer)
    return f"{was} {texts()}".lower().strip()


def cancelled_too_late():
    timer = send_after(0, self_(), "later")
    receive()
    return str(cancel_timer(timer)).lower()


def cancelled_twice():
    timer = send_after(10, self_(), "later")
    return f"{cancel_timer(timer)} {cancel_timer(timer)}".lower()


def later_to_the_dead():
    send_after(0, dead(), "later")
    return empty()


def by_time():
    send_after(0.06, self_(), "second")
    send_after(0.01, self_(), "first")
    return receive() + " " + receive()


def later_by_name():
    register("sleeper", self_())
    send_after(0.01, "sleeper", "later")
    return receive()


def main():
    ask("first come, first served", first_come_first_served)
    ask("selective", selective)
    ask("what was refused comes before what is new", what_was_refused_comes_before_what_is_new)
    ask("empty", empty)
    ask("there without waiting", there_without_waiting)
    ask("not the one in time", not_the_one_in_time)
    ask("late is not lost", late_is_not_lost)
    ask("in order from one", lambda: str(in_order_from_one()).lower())
    ask("to the dead", to_the_dead)
    ask("pids are equal", pids_are_equal)
    ask("registered", registered)
    ask("unknown", unknown)
    ask("sent by name", sent_by_name)
    ask("sent to nobody", sent_to_nobody)
    ask("taken", taken)
    ask("a name for the dead", a_name_for_the_dead)
    ask("free at the end", free_at_the_end)
    ask("free when killed", free_when_killed)
    ask("taken again", taken_again)
    ask("unregistered", unregistered)
    ask("unregistered unknown", unregistered_unknown)
    ask("for another", for_another)
    ask("sent later", sent_later)
    ask("not before", not_before)
    ask("cancelled", cancelled)
    ask("cancelled too late", cancelled_too_late)
    ask("cancelled twice", cancelled_twice)
    ask("later to the dead", later_to_the_dead)
    ask("by time", by_time)
    ask("later by name", later_by_name)
