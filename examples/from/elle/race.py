"""Elle: race"""

from weft import Event, race

begun = Event()


def fast():
    begun.wait()
    return "fast"


def slow():
    try:
        begun.set()
        Event().wait()
    finally:
        print("the loser cleans up")
    return "slow"


print(race(fast, slow))
