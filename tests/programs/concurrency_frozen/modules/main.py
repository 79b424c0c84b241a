# Globals of other modules, and class variables.
import settings
from settings import LEVELS, Config
from weft import spawn


def look():
    rows = settings.build(3)
    rows.append([9])
    return settings.TABLE, LEVELS, settings.names, Config.options, Config.seen, rows, settings.TABLE is settings.again


settings.TABLE.append([5])
print(spawn(look).join())
settings.register("b")
Config.seen.append("main")
LEVELS["x"] = 3
print(spawn(look).join())
print(look())
