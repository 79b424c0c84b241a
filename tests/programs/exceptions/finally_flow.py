def returns():
    try:
        return "try"
    finally:
        print("cleanup 1")


def overrides():
    try:
        raise ValueError("lost")
    except ValueError:
        return "handler"
    finally:
        print("cleanup 2")


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 99


def loops():
    out = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            out.append(i)
        finally:
            out.append(-i)
    return out


def nested():
    try:
        try:
            return "inner"
        finally:
            print("first")
    finally:
        print("second")


print(returns(), overrides(), value_kept(), loops(), nested())
try:
    try:
        1 / 0
    finally:
        print("passing through")
except ZeroDivisionError as e:
    print("caught", e)
