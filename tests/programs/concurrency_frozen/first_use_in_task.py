# Globals that only tasks use, and that come into being in them: classes, modules, class variables of other modules.
from weft import spawn


def local_class(n):
    class Local:
        values = [1, 2]

        def get(self, extra=[3]):
            extra.append(n)
            return self.values, extra

    first = Local()
    first.values.append(n)
    return first.get(), Local.values


def use_module():
    import math

    return math.floor(2.5)


def unbind():
    global gone
    del gone
    try:
        return gone
    except NameError as error:
        return str(error)


gone = [1]
print(spawn(local_class, 3).join(), spawn(local_class, 4).join())
print(spawn(use_module).join())
print(spawn(unbind).join(), gone)
print(local_class(5))
