# An error is raised where the result is asked for; none is handed back as if it were one.
from weft import Err, Ok, Pool, as_completed, join, parallel_map, race, scope, sequence, spawn, timeout


def reciprocal(n):
    return 12 // n


def raises(name, call):
    try:
        print(name, "gave", call())
    except ZeroDivisionError:
        print(name, end=" ")


def scoped():
    with scope() as s:
        tasks = [s.spawn(reciprocal, n) for n in (1, 0)]
    return [task.join() for task in tasks]


raises("join", lambda: spawn(reciprocal, 0).join())
raises("join of several", lambda: join([spawn(reciprocal, n) for n in (3, 0, 4)]))
raises("parallel_map", lambda: parallel_map(reciprocal, [3, 0, 4]))
raises("limited", lambda: parallel_map(reciprocal, [3, 0, 4, 0, 5], limit=2))
raises("Pool.map", lambda: Pool(2).map(reciprocal, [3, 0, 4]))
raises("race", lambda: race(lambda: reciprocal(0)))
raises("timeout", lambda: timeout(60, reciprocal, 0))
raises("sequence", lambda: sequence(lambda: reciprocal(1), lambda: reciprocal(0)))
raises("scope", scoped)
raises("as_completed", lambda: [task.join() for task in as_completed([spawn(reciprocal, 0)])])
print()
for n in (0, 5):
    match spawn(reciprocal, n).outcome():
        case Ok(value):
            print("a result:", value)
        case Err(error):
            print("an error:", error)


# an error that a task returns is a result
def returns():
    return ValueError("a value")


print(repr(spawn(returns).join()))
