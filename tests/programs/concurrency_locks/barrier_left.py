# Who waits too long at a barrier, or is aborted there, has not come; whoever passes passes with as many as it takes.
from weft import Aborted, Barrier, Cancelled, Channel, spawn, yield_now


def comes(barrier, number, passed):
    """Until it has passed often enough; impatient, and each time told rightly whether it has passed."""
    done = 0
    while done < 20:
        try:
            barrier.wait(timeout=0.0001 * (number % 3))
        except TimeoutError:
            yield_now()
            continue
        done += 1
        passed.send(number)


def is_aborted(barrier, passed):
    while True:
        try:
            barrier.wait()
        except Cancelled:
            return "aborted"
        passed.send(-1)


barrier, passed = Barrier(3), Channel(None)
patient = [spawn(is_aborted, barrier, passed) for _ in range(4)]
hasty = [spawn(comes, barrier, n, passed) for n in range(1, 3)]
for task in hasty:
    task.join()
ends = []
for task in patient:
    task.abort()
    try:
        ends.append(task.join())
    except Aborted:
        ends.append("aborted")  # before it began
print(ends)
counts = [0, 0, 0]
for _ in range(len(passed)):
    number = passed.recv()
    counts[number if number > 0 else 0] += 1
print(counts[1:], counts[0] >= 16)  # one who passes, and is aborted then, may not tell
