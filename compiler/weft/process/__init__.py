"""Processes as Erlang has them: tasks with a mailbox, whose ends others hear of; servers, agents, event managers, and
supervisors that start them again.

All but `place` is compiled, too: it is written in what Weft compiles, on tasks and channels, and its types stand in
`__init__.pyi`.
"""

from types import GenericAlias

from weft.process.agents import Agent
from weft.process.core import (
    cancel_timer,
    demonitor,
    exit,
    link,
    monitor,
    receive,
    register,
    run,
    self_,
    send,
    send_after,
    spawn,
    spawn_link,
    spawn_monitor,
    trap_exit,
    unlink,
    unregister,
    whereis,
)
from weft.process.events import EventManager
from weft.process.messages import Down, Exit, ProcessExit
from weft.process.place import Pid
from weft.process.refs import Ref, Timer
from weft.process.replies import Client, NoReply, Reply, Stop, reply
from weft.process.servers import GenServer, Server, server
from weft.process.supervisors import Child, Exited, GaveUp, Restarted, Started, Supervisor, ready

__all__ = [
    "Agent",
    "Child",
    "Client",
    "Down",
    "EventManager",
    "Exit",
    "Exited",
    "GaveUp",
    "GenServer",
    "NoReply",
    "Pid",
    "ProcessExit",
    "Ref",
    "Reply",
    "Restarted",
    "Server",
    "Started",
    "Stop",
    "Supervisor",
    "Timer",
    "cancel_timer",
    "demonitor",
    "exit",
    "link",
    "monitor",
    "ready",
    "receive",
    "register",
    "reply",
    "run",
    "self_",
    "send",
    "send_after",
    "server",
    "spawn",
    "spawn_link",
    "spawn_monitor",
    "trap_exit",
    "unlink",
    "unregister",
    "whereis",
]



def __getattr__(name: str) -> object:
    if name in ("command", "set_budget"):
        raise AttributeError(f"weft.process.{name} is not built yet", name=name)
    raise AttributeError(f"module 'weft.process' has no attribute {name!r}", name=name)


# Annotations may say of what class a server is, and what an agent holds.
for _generic in (Server, Agent):
    _generic.__class_getitem__ = classmethod(GenericAlias)

# Programs see each class where they import it from.
for _public in map(globals().get, __all__):
    if isinstance(_public, type):
        _public.__module__ = __name__
