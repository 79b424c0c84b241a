# A semaphore by itself: permits, and what is refused.
from weft import Semaphore, spawn

s = Semaphore(2)
print(s, s.permits)
with s:
    with s:
        print(s.permits, s.try_acquire())
        try:
            s.acquire(timeout=0.01)
        except TimeoutError as error:
            print(error)
        try:
            s.acquire(0)
        except TimeoutError as error:
            print(error)
    print(s.permits)
print(s.permits)
try:
    s.release()
except RuntimeError as error:
    print(error)
try:
    with s:
        raise ValueError("inside")
except ValueError as error:
    print(error, s.permits)


def hand_on():
    s.release()
    print("given back by another", s.permits)


s.acquire()
s.acquire()
spawn(hand_on).join()
print(s.permits)
s.release()

for permits in (0, -1, 2**32, 2**33):
    try:
        Semaphore(permits)
    except ValueError as error:
        print(error)
for wrong in (True, 1.5, "3", None):
    try:
        Semaphore(wrong)
    except TypeError as error:
        print(error)
print(Semaphore(2**32 - 1).permits)
try:
    s.permits = 3
except AttributeError as error:
    print(error)
