"""Monitors and exit signals, case by case; tests/erlang/monitors.erl asks Erlang the same."""

from asking import count, shown, ask, boom, idle, dead, end_of, next_exit
from weft.process import (
    Down, Exit, ProcessExit, demonitor, exit, monitor, receive, register, self_, send, spawn, spawn_link,
    spawn_monitor, trap_exit,
)


def downs():
    return count(Down)


def idle_and_boom():
    idle()
    boom()


def ends_with(reason):
    raise ProcessExit(reason)


def normal_end():
    return end_of(spawn(idle))


def crash():
    return end_of(spawn(idle_and_boom))


def of_the_dead():
    return end_of(dead())


def twice():
    pid = spawn(idle)
    first, second = monitor(pid), monitor(pid)
    end_of(pid)
    return f"{first == second} {downs()}".lower()


def demonitored():
    pid = spawn(idle)
    demonitor(monitor(pid))
    end_of(pid)
    return downs()


def demonitored_after_the_end():
    pid = spawn(idle)
    ref = monitor(pid)
    end_of(pid)
    demonitor(ref)
    return downs()


def demonitored_and_flushed():
    pid = spawn(idle)
    ref = monitor(pid)
    end_of(pid)
    demonitor(ref, flush=True)
    return downs()


def flushed_alone():
    pid = spawn(idle)
    first, second = monitor(pid), monitor(pid)
    end_of(pid)
    demonitor(first, flush=True)
    return downs()


def demonitored_twice():
    pid = spawn(idle)
    ref = monitor(pid)
    demonitor(ref)
    demonitor(ref)
    end_of(pid)
    return downs()


def the_watcher_lives():
    end_of(spawn(idle_and_boom))
    return "alive"


def killed():
    pid = spawn(idle)
    ref = monitor(pid)
    exit(pid, "kill")
    return shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason)


def spawned_with_it():
    pid, ref = spawn_monitor(boom)
    down = receive()
    return f"{down.ref == ref} {down.pid == pid} {shown(down.reason)}".lower()


def of_itself():
    monitor(self_())
    return downs()


def watches(pid, asker):
    send(asker, end_of(pid))


def watched_by_many():
    pid = spawn(idle_and_boom)
    for _ in range(3):
        spawn(watches_only, pid, self_())
    for _ in range(3):
        receive(lambda m: isinstance(m, str) and m == "ready")
    end_of(pid)
    return " ".join(receive(lambda m: isinstance(m, str)) for _ in range(3))


def watches_only(pid, asker):
    ref = monitor(pid)
    send(asker, "ready")
    send(asker, shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason))


def watches_and_crashes(pid):
    monitor(pid)
    idle_and_boom()


def a_watchers_crash_harms_nobody():
    pid = spawn(idle)
    end_of(spawn(watches_and_crashes, pid))
    return end_of(pid)


def by_name():
    register("watched", spawn(idle_and_boom))
    ref = monitor("watched")
    send("watched", "end")
    return shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason)


def says_and_ends(asker):
    send(asker, "said")


def what_was_sent_comes_first():
    spawn_monitor(says_and_ends, self_())
    first = receive()
    return f"{'down' if isinstance(first, Down) else first} {'down' if isinstance(receive(), Down) else 'said'}"


def normal_harms_no_other():
    pid = spawn(idle)
    exit(pid, "normal")
    return end_of(pid)


def a_reason_ends():
    pid = spawn(idle)
    ref = monitor(pid)
    exit(pid, "why not")
    return shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason)


def traps(asker):
    trap_exit(True)
    send(asker, "ready")
    send(asker, f"got {receive(lambda m: isinstance(m, Exit)).reason}")
    idle()


def told_to_trap(reason):
    pid = spawn(traps, self_())
    receive(lambda m: m == "ready")
    exit(pid, reason)
    got = receive(lambda m: isinstance(m, str))
    return f"{got} {end_of(pid)}"


def a_reason_is_trapped():
    return told_to_trap("boom")


def normal_is_trapped():
    return told_to_trap("normal")


def kill_is_not_trapped():
    pid = spawn(traps, self_())
    receive(lambda m: m == "ready")
    ref = monitor(pid)
    exit(pid, "kill")
    return shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason)


def normal_to_oneself():
    exit(self_(), "normal")
    receive()


def a_reason_to_oneself():
    exit(self_(), "boom")
    receive()


def kill_to_oneself():
    exit(self_(), "kill")
    receive()


def kill_to_oneself_that_traps():
    trap_exit(True)
    exit(self_(), "kill")
    receive()


def trapped_by_oneself():
    trap_exit(True)
    exit(self_(), "boom")
    return next_exit()


def normal_trapped_by_oneself():
    trap_exit(True)
    exit(self_(), "normal")
    return next_exit()


def to_the_dead():
    exit(dead(), "boom")
    return "alive"


def trap_exit_tells_what_was():
    return f"{trap_exit(True)} {trap_exit(True)} {trap_exit(False)} {trap_exit(False)}".lower()


def trapped_no_more():
    trap_exit(True)
    trap_exit(False)
    spawn_link(boom)
    receive()


def a_normal_end_of_ones_own():
    return end_of(spawn(idle_and, "normal"))


def idle_and(reason):
    idle()
    ends_with(reason)


def shutdown():
    return end_of(spawn(idle_and, "shutdown"))


def main():
    ask("normal end", normal_end)
    ask("crash", crash)
    ask("of the dead", of_the_dead)
    ask("twice", twice)
    ask("demonitored", demonitored)
    ask("demonitored after the end", demonitored_after_the_end)
    ask("demonitored and flushed", demonitored_and_flushed)
    ask("flushed alone", flushed_alone)
    ask("demonitored twice", demonitored_twice)
    ask("the watcher lives", the_watcher_lives)
    ask("killed", killed)
    ask("spawned with it", spawned_with_it)
    ask("of itself", of_itself)
    ask("watched by many", watched_by_many)
    ask("a watcher's crash harms nobody", a_watchers_crash_harms_nobody)
    ask("by name", by_name)
    ask("what was sent comes first", what_was_sent_comes_first)
    ask("normal harms no other", normal_harms_no_other)
    ask("a reason ends", a_reason_ends)
    ask("a reason is trapped", a_reason_is_trapped)
    ask("normal is trapped", normal_is_trapped)
    ask("kill is not trapped", kill_is_not_trapped)
    ask("normal to oneself", normal_to_oneself)
    ask("a reason to oneself", a_reason_to_oneself)
    ask("kill to oneself", kill_to_oneself)
    ask("kill to oneself that traps", kill_to_oneself_that_traps)
    ask("trapped by oneself", trapped_by_oneself)
    ask("normal trapped by oneself", normal_trapped_by_oneself)
    ask("to the dead", to_the_dead)
    ask("trap_exit tells what was", trap_exit_tells_what_was)
    ask("trapped no more", trapped_no_more)
    ask("a normal end of one's own", a_normal_end_of_ones_own)
    ask("shutdown", shutdown)
