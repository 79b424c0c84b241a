# A mutex by itself: taking, giving back, and what is refused.
from weft import Mutex, spawn

m = Mutex()
print(m, m.held, bool(m), callable(m))
with m as nothing:
    print(m.held, nothing)
print(m.held, m.acquire(), m.held, m.release(), m.held)
print(m.try_acquire(), m.try_acquire(), m.held)
try:
    m.acquire()
except RuntimeError as error:
    print(error)
try:
    with m:
        print("never")
except RuntimeError as error:
    print(error)
m.release()
try:
    m.release()
except RuntimeError as error:
    print(error)


def first_even(numbers):
    for n in numbers:
        with m:
            if n % 2:
                continue
            if n > 100:
                break
            return n
    return None


print(first_even([3, 5, 8]), m.held, first_even([3, 102]), m.held, first_even([]), m.held)
try:
    with m:
        raise KeyError("inside")
except KeyError as error:
    print(repr(error), m.held)
try:
    with m:
        m.release()
        print("given back early")
except RuntimeError as error:
    print(error, m.held)

take, give = m.acquire, m.release
take()
print(m.held)


def stranger():
    try:
        m.release()
    except RuntimeError as error:
        print(error)
    print(m.held, m.try_acquire())
    for seconds in (0, 0.01, 1e-09):
        try:
            m.acquire(timeout=seconds)
        except TimeoutError as error:
            print(error)


spawn(stranger).join()
give()
print(m.held)
