# shield: an abort waits for the end of the block, also of those around it
from weft import Aborted, Cancelled, Channel, Event, scope, shield, sleep, spawn, timeout


def work(started, go, log):
    try:
        with shield():
            with shield():
                started.set()
                go.recv()
            log.send("inner left")
            go.recv()
            log.send("outer left")
        log.send("goes on until it blocks")
        go.recv()
        log.send("never")
    except Cancelled:
        log.send("cancelled")
        raise


def main():
    started, go, log = Event(), Channel(), Channel(None)
    task = spawn(work, started, go, log)
    started.wait()
    task.abort()
    task.abort()
    go.send(None)
    go.send(None)
    print(repr(type(task.outcome().error).__name__))
    log.close()
    print(list(log))

    # an error comes through; afterwards the task can be aborted again
    def fails():
        try:
            with shield():
                raise ValueError("inside")
        except ValueError as error:
            print(error)
        Channel().recv()

    task = spawn(fails)
    try:
        task.join(timeout=0.05)
    except TimeoutError:
        task.abort()
    try:
        task.join()
    except Aborted:
        print("aborted")

    # cleanup that must not be cut short, within a timeout
    saved = Channel(None)

    def save():
        try:
            Channel().recv()
        finally:
            with shield():
                sleep(0.001)
                saved.send("saved")

    try:
        timeout(0.01, save)
    except TimeoutError:
        print(saved.try_recv())

    # what fails in a scope waits for a shield too
    def bad(started):
        started.wait()
        raise ValueError("child")

    started, go = Event(), Channel()
    try:
        with scope() as s:
            s.spawn(bad, started)
            with shield():
                started.set()
                sleep(0.002)
                print("shielded")
            go.recv()
    except ValueError as error:
        print(error)
    shield().__enter__()
    shield().__exit__()
    try:
        shield().__exit__()
    except RuntimeError as error:
        print(error)


main()
