# Of the arms that are ready one is drawn: each comes, wherever it stands, and no long run of one.
from weft import Channel, Queue, Recv, Sent, recv, select, send

ROUNDS = 600


def main():
    first, second, third = Channel[str](None), Channel[str](None), Channel[str](None)
    for ch, name in ((first, "first"), (second, "second"), (third, "third")):
        for _ in range(ROUNDS):
            ch.send(name)
    drawn = {"first": 0, "second": 0, "third": 0}
    for _ in range(ROUNDS):
        match select(recv(first), recv(second), recv(third)):
            case Recv(_, name):
                drawn[name] += 1
    print(sum(drawn.values()), [ROUNDS / 6 < n < ROUNDS / 2 for n in drawn.values()])

    out, back = Channel[int](None), Channel[int](None)
    for n in range(ROUNDS):
        back.send(n)
    sent = received = 0
    for n in range(ROUNDS):
        match select(send(out, n), recv(back)):
            case Sent(_):
                sent += 1
            case Recv(_, _):
                received += 1
    print(sent + received, ROUNDS / 4 < sent < 3 * ROUNDS / 4, len(out) == sent)


main()
