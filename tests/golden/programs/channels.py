from weft import Channel, Closed, Empty, Full, spawn


def made(n):
    return Channel(), Channel(2), Channel(None), Channel(n)


def sent(c, value):
    c.send(value)
    return c.recv()


def tried(c):
    try:
        c.send(1, timeout=0)
        return c.recv(timeout=0)
    except (Empty, Full):
        return 0
    except Closed:
        return -1


def produced(c, n):
    for i in range(n):
        c.send((i, str(i)))
    c.close()


def consumed(n):
    c = Channel(1)
    spawn(produced, c, n)
    return [text for i, text in c], len(c), c.closed


made(3)
sent(Channel(1), 1), sent(Channel(1), [1]), sent(Channel(1), "a"), sent(Channel(1), [1, "a"][0])
tried(Channel(1))
consumed(3)
