# Locks and events are the same objects in every task, wherever they are kept.
from weft import Channel, Event, Mutex, Semaphore, spawn


class Account:
    def __init__(self, balance):
        self.lock = Mutex()
        self.balance = balance


account = Account(3)
unknown: Mutex | None = None
perhaps = account.lock if account.balance else None
print(perhaps is account.lock, perhaps == account.lock, unknown is None, perhaps is not unknown)
other = Mutex()
print(other is account.lock, other == account.lock, other != account.lock, hash(other) == hash(other))

things = [Mutex(), 1, "a", Semaphore(2), Event(), None]
for thing in things:
    print(thing, isinstance(thing, Mutex), isinstance(thing, (Semaphore, Event)), thing == things[0], thing in things)
names = {things[0]: "mutex", things[3]: "semaphore", things[4]: "event"}
print(names)


def elsewhere(names, things, account):
    print(names[things[0]], names[things[3]], names[things[4]], account.lock in names, account.lock is things[0])
    return things, account.lock


back, lock = spawn(elsewhere, names, things, account).join()
print(back is things, back[0] is things[0], back[0] == things[0], names[back[0]], names[back[3]])
print(lock is account.lock, lock is back[0], lock != account.lock, hash(lock) == hash(account.lock))
print((lock, 1) == (account.lock, 1), {(account.lock, 1): 5}[(lock, 1)], [lock] == [account.lock], [other] == [lock])
print(things.index(back[4]), back.count(things[0]), back[0] in [other], back[0] in (other, things[0]))

channel: Channel | None = Channel(2)
channel.send(lock)
channel.send(other)
received = [channel.recv(), channel.recv()]
print(received[0] is lock, received[1] is other, received[0] is received[1], received == [account.lock, other])


def same(channel, perhaps):
    return channel, perhaps


channel_again, perhaps_again = spawn(same, channel, perhaps).join()
print(channel_again is channel, channel_again == channel, perhaps_again is perhaps, perhaps_again is None)

match back[0]:
    case Semaphore():
        print("a semaphore")
    case Mutex():
        print("a mutex")
lock.acquire()
print(lock.held, account.lock.held, account.lock.try_acquire())
account.lock.release()
print(lock.held)


def typed(m: Mutex, s: Semaphore, e: "Event | None" = None) -> Mutex:
    with m, s:
        return m


for thing in back:
    if isinstance(thing, Semaphore):
        print(typed(lock, thing) is lock)
print(type(lock), type(lock) is Mutex, Mutex, Semaphore, Event, Mutex.__name__, f"{lock}|{lock!s:>12}|{lock!r}")
try:
    lock.owner = 3
except AttributeError as error:
    print(error)
