# So many hold permits that the report names the first four only. Main never gets one.
from weft import Channel, Event, Semaphore, spawn

places, never, ready = Semaphore(6), Event(), Channel()


def keeps(ready):
    with places:
        ready.send(True)
        never.wait()


for _ in range(6):
    spawn(keeps, ready)
    ready.recv()
with places:
    print("never")
