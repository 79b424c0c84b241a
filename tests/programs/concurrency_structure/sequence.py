# sequence: one after the other; the first error stops it
from weft import sequence

log = []


def step(name):
    log.append(name)
    return name


def fails():
    raise ValueError("stop")


print(sequence(lambda: step("a"), lambda: step("b")), sequence())
try:
    sequence(lambda: step("c"), fails, lambda: step("d"))
except ValueError as error:
    print(error)
print(log)
