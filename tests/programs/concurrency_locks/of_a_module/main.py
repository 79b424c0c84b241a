# A lock that is a module's global, used by functions of that module and from outside.
import registry
import weft
from registry import lock as the_lock

print(registry.lock is the_lock)
tasks = [weft.spawn(registry.register, f"name {n}") for n in range(5)]
print(sorted(task.join() for task in tasks))
with registry.lock:
    print(the_lock.held)
print(sorted(registry.entries.recv() for _ in range(5)))


def in_task():
    with the_lock:
        return the_lock.held, registry.lock is the_lock


print(weft.spawn(in_task).join())
