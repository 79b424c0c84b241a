import weft

lock = weft.Mutex()
entries = weft.Channel(None)


def register(name):
    with lock:
        entries.send(name)
        return len(entries)
