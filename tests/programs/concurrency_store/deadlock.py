from weft import Channel, Queue, spawn, store

store.share("n", 1)
queue, begun = Queue(), Channel()


def held(n):
    begun.send(None)
    return queue.get()


holder = spawn(store.update, "n", held)
begun.recv()
spawn(lambda: store.fetch("n"))
holder.join()
