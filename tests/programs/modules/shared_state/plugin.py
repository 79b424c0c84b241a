import registry
from registry import add


def install():
    add("plugin")
    registry.add("plugin again")


def seen():
    return len(registry.items)


def total():
    return registry.total
