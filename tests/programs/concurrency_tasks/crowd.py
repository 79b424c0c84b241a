# More tasks than a worker keeps waiting, spawned wherever an expression may stand.
from weft import Channel, select, send, spawn

COUNT = 1500


def length(text):
    return len(text)


def parent(depth):
    if depth == 0:
        return 1
    return spawn(parent, depth - 1).join() + 1


def fails(n):
    try:
        raise ValueError(n)
    except ValueError as error:
        raise KeyError(n) from error


def waits(asked, answers, n):
    asked.send(n)
    return answers.recv() + n


def in_texts_and_handlers():
    total = 0
    texts = []
    for n in range(COUNT):
        try:
            raise IndexError(f"at {n} of {spawn(length, f'{n}').join()} digits")
        except IndexError as error:
            child = spawn(fails, n)
            texts.append(f"{error}: {child.outcome()!r}")
            total += len([spawn(length, "a" * n), child])
    print(total, texts[7], texts[-1], sep="\n")


def in_arms():
    sent = Channel(1)
    total = 0
    for n in range(COUNT):
        select(send(sent, (n, spawn(length, str(n)))))
        total += sent.recv()[1].join()
    print(total)


def parked():
    asked = Channel(COUNT)
    answers = Channel(0)
    tasks = [spawn(waits, asked, answers, n) for n in range(COUNT)]
    print(sum(asked.recv() for _ in tasks))
    for _ in tasks:
        answers.send(1)
    print(sum(task.join() for task in tasks))


def main():
    waiting = [spawn(length, "four") for _ in range(COUNT)]
    in_texts_and_handlers()
    in_arms()
    parked()
    print(sum(task.join() for task in waiting))
    parents = [spawn(parent, 3) for _ in range(COUNT)]
    print(sum(task.join() for task in parents), spawn(parent, 300).join())


main()
