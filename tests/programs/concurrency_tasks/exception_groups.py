# groups as results of tasks, as messages, and of what tasks raise
import weft


def work(n):
    try:
        raise KeyError("context")
    except KeyError:
        raise ExceptionGroup("in a task", [ValueError(n), ExceptionGroup("inner", [KeyError(n)]), OSError(n)])


def handled(n):
    try:
        work(n)
    except* ValueError as group:
        print("took", repr(group))
    return n


task = weft.spawn(work, 1)
try:
    task.join()
except* (ValueError, KeyError) as group:
    print(repr(group), repr(group.__context__))
except* OSError as group:
    print(repr(group.exceptions[0]))

try:
    weft.spawn(handled, 2).join()
except ExceptionGroup as rest:
    print(repr(rest))

channel = weft.Channel(1)
channel.send(ExceptionGroup("sent", [ValueError(1), ValueError(2)]))
got = channel.recv()
print(repr(got), len(got.exceptions), got.message)

match weft.spawn(work, 3).outcome():
    case weft.Err(error):
        print(type(error).__name__, error)
    case weft.Ok(value):
        print("no")

table = ExceptionGroup("global", [ValueError(1), KeyError(2)])


def ask():
    return len(table.exceptions), repr(table.subgroup(KeyError))


print(weft.spawn(ask).join())


@weft.spawn
def failing():
    work(4)


while not failing.done:
    weft.yield_now()
