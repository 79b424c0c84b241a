# A barrier by itself: what is refused, who comes last, and that it can be passed again and again.
from weft import Barrier, Channel, spawn

alone = Barrier(1)
print(alone, alone.parties, alone.wait(), alone.wait(0), alone.wait(timeout=1.5))
for parties in (0, -1, 2**32):
    try:
        Barrier(parties)
    except ValueError as error:
        print(error)
for wrong in (True, 1.5, "3", None):
    try:
        Barrier(wrong)
    except TypeError as error:
        print(error)
two = Barrier(2)
for seconds in (0, 0.01):
    try:
        two.wait(seconds)
    except TimeoutError as error:
        print(error)


def comes(barrier, before, after, turns):
    for turn in range(turns):
        before.send(turn)
        place = barrier.wait(timeout=60)
        after.send((turn, place))


barrier, before, after = Barrier(4), Channel(None), Channel(None)
tasks = [spawn(comes, barrier, before, after, 25) for _ in range(3)]
passed = []
for turn in range(25):
    place = barrier.wait(timeout=60)
    places = [place]
    for _ in range(3):
        assert before.recv() == turn  # all befores before any after
        other, place = after.recv()
        assert other == turn
        places.append(place)
    passed.append(sorted(places))
print(len(passed), passed[0], passed[24])
for task in tasks:
    task.join()
print(two.parties, spawn(two.wait, timeout=60), two.wait(timeout=60) in (0, 1))
try:
    two.parties = 3
except AttributeError as error:
    print(error)
