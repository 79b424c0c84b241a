# race: the first to end counts, by a value or an error; the others are aborted and have ended
from weft import Aborted, Cancelled, Channel, Event, race, spawn


def forever(started, log):
    try:
        started.set()
        Channel().recv()
    finally:
        log.send("cleaned up")


def fails_after(started):
    started.wait()
    raise ValueError("broken")


def value_after(started, value):
    started.wait()
    return value


def main():
    log = Channel(None)
    started = Event()
    print(race(lambda: forever(started, log), lambda: value_after(started, 42)))
    print(log.try_recv())

    # tasks that ran before are aborted too
    started = Event()
    loser = spawn(forever, started, log)
    print(race(loser, spawn(value_after, started, "won")))
    print(log.try_recv(), loser.done)
    try:
        loser.join()
    except Aborted:
        print("aborted")

    started = Event()
    try:
        race(lambda: forever(started, log), lambda: fails_after(started))
    except ValueError as error:
        print("error", error, log.try_recv())

    # one who races is aborted: so are those who run for it
    started = Event()
    racer = spawn(lambda: race(lambda: forever(started, log)))
    started.wait()
    racer.abort()
    try:
        racer.join()
    except Aborted:
        print("racer aborted", log.try_recv())

    ready = spawn(value_after, started, 7)
    ready.join()
    print(race(ready))
    try:
        race()
    except ValueError as error:
        print(error)


main()
