import registry
import plugin
from registry import items, add

add("main")
plugin.install()
print(items, registry.items is items, registry.count())
registry.items.append("direct")
print(items, plugin.seen())
registry.total = 100
print(registry.get_total(), plugin.total())
from registry import total

registry.total = 200
print(total, registry.total)
