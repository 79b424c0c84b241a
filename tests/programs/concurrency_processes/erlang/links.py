"""Links, case by case; tests/erlang/links.erl asks Erlang the same."""

from asking import shown, ask, boom, nothing, idle, dead, end_of, exits, next_exit
from weft import sleep
from weft.process import (
    Down, Exit, ProcessExit, exit, link, monitor, receive, self_, send, spawn, spawn_link, trap_exit, unlink,
)


def crash_kills():
    spawn_link(boom)
    receive()


def normal_end_kills_nobody():
    end_of(spawn_link(idle))
    return "alive"


def trapped_crash():
    trap_exit(True)
    spawn_link(boom)
    return next_exit()


def trapped_end():
    trap_exit(True)
    spawn_link(nothing)
    return next_exit()


def link_to_the_dead():
    try:
        link(dead())
    except ProcessExit as error:
        return error.reason


def trapped_link_to_the_dead():
    trap_exit(True)
    link(dead())
    return next_exit()


def unlinked_before_the_crash():
    pid = spawn_link(idle_and_boom)
    unlink(pid)
    end_of(pid)
    return "alive"


def idle_and_boom():
    idle()
    boom()


def linked_twice():
    trap_exit(True)
    pid = spawn(idle_and_boom)
    link(pid)
    link(pid)
    end_of(pid)
    return exits()


def linked_twice_unlinked_once():
    trap_exit(True)
    pid = spawn(idle_and_boom)
    link(pid)
    link(pid)
    unlink(pid)
    end_of(pid)
    return exits()


def linked_to_itself():
    link(self_())
    return "alive"


def chain_of(n):
    if n == 0:
        idle_and_boom()
    else:
        last = spawn_link(chain_of, n - 1)
        receive(lambda m: isinstance(m, str) and m == "end")
        send(last, "end")
        receive()


def a_chain_ends():
    return end_of(spawn(chain_of, 3))


def trapper():
    trap_exit(True)
    pid = spawn_link(idle_and_boom)
    send(pid, "end")
    receive(lambda m: isinstance(m, Exit))
    idle()


def a_trapper_ends_a_chain():
    trap_exit(True)
    pid = spawn_link(trapper)
    sleep(0.02)
    send(pid, "end")
    return next_exit()


def killed_by_link():
    trap_exit(True)
    pid = spawn_link(idle)
    exit(pid, "kill")
    return next_exit()


def kill_as_ones_own_reason():
    trap_exit(True)
    spawn_link(ends_with, "kill")
    return next_exit()


def kill_by_link_is_no_kill():
    trap_exit(True)
    spawn_link(linked_to_kill)
    return next_exit()


def linked_to_kill():
    spawn_link(ends_with, "kill")
    receive()


def ends_with(reason):
    raise ProcessExit(reason)


def unlinked_after_the_end():
    trap_exit(True)
    pid = spawn_link(idle_and_boom)
    end_of(pid)
    unlink(pid)
    return exits()


def parent_of(asker):
    send(asker, Child(spawn_link(idle)))
    receive(lambda m: isinstance(m, str) and m == "end")
    boom()


class Child:
    def __init__(self, pid):
        self.pid = pid


def a_parents_crash_ends_the_child():
    parent = spawn(parent_of, self_())
    child = receive(lambda m: isinstance(m, Child)).pid
    ref = monitor(child)
    send(parent, "end")
    return shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason)


def good_parent_of(asker):
    send(asker, Child(spawn_link(idle)))


def a_parents_end_leaves_the_child():
    end = monitor(spawn(good_parent_of, self_()))
    child = receive(lambda m: isinstance(m, Child)).pid
    receive(lambda m: isinstance(m, Down) and m.ref == end)
    ref = monitor(child)
    send(child, "end")
    return shown(receive(lambda m: isinstance(m, Down) and m.ref == ref).reason)


def error():
    return 1 // 0


def an_error_is_a_crash():
    trap_exit(True)
    spawn_link(error)
    return next_exit()


def shutdown_by_link():
    spawn_link(ends_with, "shutdown")
    receive()


def linked_from_the_other_side():
    trap_exit(True)
    spawn(links_to, self_())
    return next_exit()


def links_to(pid):
    link(pid)
    boom()


def unlinked_from_the_other_side():
    trap_exit(True)
    pid = spawn_link(unlinks, self_())
    end_of(pid)
    return exits()


def unlinks(pid):
    unlink(pid)
    idle_and_boom()


def relinked():
    trap_exit(True)
    pid = spawn_link(idle_and_boom)
    unlink(pid)
    link(pid)
    end_of(pid)
    return exits()


def main():
    ask("crash kills", crash_kills)
    ask("normal end kills nobody", normal_end_kills_nobody)
    ask("trapped crash", trapped_crash)
    ask("trapped end", trapped_end)
    ask("link to the dead", link_to_the_dead)
    ask("trapped link to the dead", trapped_link_to_the_dead)
    ask("unlinked before the crash", unlinked_before_the_crash)
    ask("linked twice", linked_twice)
    ask("linked twice, unlinked once", linked_twice_unlinked_once)
    ask("linked to itself", linked_to_itself)
    ask("a chain ends", a_chain_ends)
    ask("a trapper ends a chain", a_trapper_ends_a_chain)
    ask("killed by link", killed_by_link)
    ask("kill as one's own reason", kill_as_ones_own_reason)
    ask("kill by link is no kill", kill_by_link_is_no_kill)
    ask("unlinked after the end", unlinked_after_the_end)
    ask("a parent's crash ends the child", a_parents_crash_ends_the_child)
    ask("a parent's end leaves the child", a_parents_end_leaves_the_child)
    ask("an error is a crash", an_error_is_a_crash)
    ask("shutdown by link", shutdown_by_link)
    ask("linked from the other side", linked_from_the_other_side)
    ask("unlinked from the other side", unlinked_from_the_other_side)
    ask("relinked", relinked)
