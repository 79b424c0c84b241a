# Elle's rule: an error of a task that nobody joined isn't silent; joined or asked for, it is.
from weft import Event, spawn, wait_first

gate = Event()


def fails(word):
    raise ValueError(word)


joined, asked, unjoined = spawn(fails, "joined"), spawn(fails, "asked"), spawn(fails, "unjoined")
spawn(abs, -1)
try:
    joined.join()
except ValueError as error:
    print(error)
print(repr(asked.outcome()))
wait_first([unjoined])
print("main ends")
