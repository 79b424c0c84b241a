# A mutex that guards a value: a `with` has a copy of it, which is the value afterwards, however the `with` ends.
from weft import Aborted, Cancelled, Channel, Mutex, join, spawn, yield_now

number = Mutex(5)
print(number, number.held)
with number as cell:
    print(number.held, cell.value)
    cell.value += 1
    cell.value *= 2
print(number.held)
with number as cell:
    print(cell.value)

# What was there before, or was had by a `with`, is no part of it.
rows = [[1], [2]]
guarded = Mutex(rows)
rows.append([3])
with guarded as cell:
    kept = cell.value
    cell.value[0].append(9)
kept.clear()
cell.value = "nobody sees this"
with guarded as cell:
    print(cell.value, kept, rows)
    cell.value = [cell.value[0], cell.value[0]]
with guarded as cell:
    print(cell.value, cell.value[0] is cell.value[1])

# An error keeps what was done before it.
try:
    with guarded as cell:
        cell.value.append([4])
        cell.value.pop(0)
        raise ValueError("no")
except ValueError as error:
    print(error, guarded.held)
with guarded as cell:
    print(cell.value)

# None, texts, several kinds, and what has no value.
nothing, text = Mutex(None), Mutex("a")
with nothing as cell:
    print(cell.value)
    cell.value = 3
with nothing as cell, text as other:
    other.value += "b" * cell.value
with text as cell:
    print(cell.value)
with Mutex() as cell:
    print(cell)

# It is a lock as any.
print(number.try_acquire(), number.held, number.try_acquire(), number.release())
number.acquire(timeout=1)
try:
    with number:
        print("never")
except RuntimeError as error:
    print(error)
number.release()
try:
    with number as cell:
        cell.value = 100
        number.release()
except RuntimeError as error:
    print(error)
with number as cell:
    print(cell.value)  # it wasn't its own any more
    cell.value = 7
    number.release()
    number.acquire()
with number as cell:
    print(cell.value)


def adds(same, turns):
    for _ in range(turns):
        with same as cell:
            seen = cell.value
            yield_now()
            cell.value = seen + 1


print(join([spawn(adds, number, 50) for _ in range(6)]).count(None))
with number as cell:
    print(cell.value)

# Who is aborted has done what it had done.
started, never = Channel(None), Channel(0)


def is_aborted(same):
    with same as cell:
        cell.value = -1
        started.send(True)
        never.recv()


task = spawn(is_aborted, number)
started.recv()
task.abort()
try:
    task.join()
except Aborted as error:
    print(error)
with number as cell:
    print(cell.value)


class Account:
    def __init__(self, balance):
        self.balance = Mutex(balance)

    def pay(self, amount):
        with self.balance as cell:
            if cell.value < amount:
                raise ValueError(f"{cell.value} is too little")
            cell.value -= amount
            return cell.value


account = Account(10)
print(spawn(account.pay, 4).join(), account.pay(5))
try:
    account.pay(5)
except ValueError as error:
    print(error)
several = [Mutex(), Mutex(1), Mutex("x")]
for mutex in several:
    with mutex as cell:
        print(cell is None or cell.value)
