# timeout: the function's value or error, or TimeoutError after it was aborted and has cleaned up
from weft import Aborted, Cancelled, Channel, Event, shield, sleep, spawn, timeout


def forever(log):
    try:
        Channel().recv()
    finally:
        with shield():
            sleep(0.001)
        log.send("cleaned up")


def stubborn():
    try:
        Channel().recv()
    except Cancelled:
        return "survived"


def fails_in_cleanup():
    try:
        Channel().recv()
    finally:
        raise ValueError("in cleanup")


def fails():
    raise ValueError("broken")


def times_out_itself():
    raise TimeoutError("its own")


def add(a, b):
    return a + b


def attempt(*call):
    try:
        print(call[1].__name__, timeout(*call))
    except Exception as error:
        print(call[1].__name__, type(error).__name__, error)


def main():
    log = Channel(None)
    print(timeout(60, add, 20, 22), timeout(None, add, "a", "b"))
    try:
        timeout(0.01, forever, log)
    except TimeoutError as error:
        print(error, "-", log.try_recv())
    attempt(0.01, stubborn)
    attempt(0.01, fails_in_cleanup)
    attempt(60, fails)
    attempt(60, times_out_itself)

    # an abort from outside reaches the function
    started = Event()

    def outer():
        def inner():
            try:
                started.set()
                Channel().recv()
            finally:
                log.send("inner")

        timeout(60, inner)

    task = spawn(outer)
    started.wait()
    task.abort()
    try:
        task.join()
    except Aborted:
        print("aborted", log.try_recv())

    # a None that it gives is no timeout
    print(timeout(60, lambda: None))


main()
