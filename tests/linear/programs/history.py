"""What a task did to an object, and when: a clock's stamps before and after each operation."""

from random import Random

from weft import Atomic, spawn, yield_now

RELEASES = 3
AT_ONCE = 20
clock = Atomic(0)


def plays(number, act, seed, turns):
    """The operations of one task, as a text: begin, end, name, argument, result of each."""
    random, lines, held, turn = Random(seed * 8 + number), [], [0], 0
    while turn < turns or held[0]:
        if random.random() < 0.3:
            yield_now()
        choice, value = random.randrange(1000), number * 10 + turn
        begin = clock.add()
        name, argument, result = act(choice if turn < turns else RELEASES, value, held)
        turn += 1
        end = clock.add()
        lines.append(f"{number} {begin} {end} {name} {argument} {result}")
    return "; ".join(lines)


def record(acts, first, count):
    """So many histories, each in a line. `acts(seed)` makes the object of one, and what does the operation that a
    choice stands for: `act(choice, value, held)`. A task goes on with `RELEASES` until it has given back what it counts
    in `held`, else its end would, at no known time.

    The tasks of `AT_ONCE` histories are there at the same time, or one worker would have played each before another
    woke."""
    for start in range(first, first + count, AT_ONCE):
        seeds = range(start, min(start + AT_ONCE, first + count))
        players = [acts(seed) for seed in seeds]
        played = [[] for _ in seeds]
        for number in range(4):
            for act, seed, tasks in zip(players, seeds, played):
                if number < 2 + seed % 3:
                    tasks.append(spawn(plays, number, act, seed, 4))
        for tasks in played:
            print("; ".join(task.join() for task in tasks))
