# A wait group by itself: its count, what is refused, and that it can be used again.
from weft import Channel, WaitGroup, spawn

group = WaitGroup()
print(group, group.wait(), group.wait(0))
group.add()
group.add(2)
for seconds in (0, 0.01):
    try:
        group.wait(seconds)
    except TimeoutError as error:
        print(error)
group.add(-2)
group.done()
print(group.wait(timeout=0))
for delta in (-1, -(2**40)):
    try:
        group.add(delta)
    except RuntimeError as error:
        print(error)
try:
    group.done()
except RuntimeError as error:
    print(error)
print("as it was", group.wait(0), group.add(0), group.wait(0))
for wrong in (True, 1.5, "1", None):
    try:
        group.add(wrong)
    except TypeError as error:
        print(error)
group.add(2**32 - 1)
try:
    group.add()
except OverflowError as error:
    print(error)
group.add(1 - 2**32)


def works(number, group, results):
    results.send(number * number)
    group.done()


for turn in range(3):
    results = Channel(None)
    for number in range(10):
        group.add()
        spawn(works, number, group, results)
    group.wait(timeout=60)
    print(turn, sorted(results.recv() for _ in range(len(results))))
