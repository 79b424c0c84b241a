# what is little more than a handle: tasks get copies of the objects, of the same locks, cells and channels
from weft import Atomic, Channel, Mutex, Queue, scope, spawn


class Work:
    def __init__(self, inbox, done):
        self.inbox = inbox
        self.done = done
        self.count = 0


class Pair:
    def __init__(self, left, right):
        self.left = left
        self.right = right


class Link:
    def __init__(self, channel, other):
        self.channel = channel
        self.other = other


def same(a, b):
    return a is b


def both(pair):
    return pair.left is pair.right, pair.left == pair.right


def changes(work):
    work.count += 1
    work.inbox = work.done
    work.done.send(work.count)
    return work.count


def is_its(work, channel):
    return work.inbox is channel, work.done is channel


def linked(link):
    return link.channel is link.other.channel, link.other.other is link


def mixed(n, lock, text, counter):
    with lock:
        counter.add(n)
    return text * n


def keeps(a, b):
    rest = [[k] for k in range(2000)]
    a.send(len(rest))
    return b.recv()


def main():
    ch, done, lock, counter, queue = Channel(4), Channel(None), Mutex(), Atomic(0), Queue()
    work = Work(ch, done)
    print(spawn(same, work, work).join(), spawn(same, work, Work(ch, done)).join())
    print(spawn(same, ch, ch).join(), spawn(same, ch, done).join(), spawn(same, lock, lock).join())
    print(spawn(same, lock, Mutex()).join(), spawn(same, counter, counter).join(), spawn(same, queue, queue).join())
    print(spawn(both, Pair(lock, lock)).join(), spawn(both, Pair(ch, done)).join(), spawn(both, Pair(None, None)).join())
    print(spawn(both, Pair(work, work)).join())
    print(spawn(changes, work).join(), work.count, work.inbox is ch, done.recv())
    print(spawn(is_its, work, ch).join(), spawn(is_its, work, done).join())
    link = Link(ch, Link(ch, None))
    link.other.other = link
    print(spawn(linked, link).join())
    with scope() as s:
        texts = [s.spawn(mixed, n, lock, "ab", counter) for n in range(20)]
    print(counter.load(), len("".join(t.join() for t in texts)))

    # handles live on in tasks that wait, over collections
    tasks = [spawn(keeps, done, ch) for _ in range(8)]
    for k in range(8):
        ch.send(k)
    print(sorted(t.join() for t in tasks), sum(done.recv() for _ in range(8)))


main()
