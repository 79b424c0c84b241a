log = []


def inner():
    try:
        raise ValueError("deep")
    except ValueError:
        log.append("inner")
        raise


def outer():
    try:
        inner()
    except ValueError as e:
        log.append("outer")
        raise e


try:
    outer()
except ValueError as e:
    log.append(str(e))
print(log)


def selective(n):
    try:
        return 10 // n
    except ZeroDivisionError:
        if n == 0:
            raise RuntimeError("changed")
        raise


try:
    selective(0)
except RuntimeError as e:
    print(e, type(e.__context__).__name__)
try:
    try:
        raise KeyError("k")
    except ValueError:
        print("wrong")
    finally:
        print("between")
except LookupError as e:
    print("lookup", e)
try:
    raise
except RuntimeError as e:
    print(e)
