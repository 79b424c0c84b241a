x = 10


def reads():
    return x


def parameter(x):
    x += 1
    return x


def conditional(flag):
    if flag:
        x = 5
    try:
        return x
    except UnboundLocalError as e:
        return str(e)


def in_loop():
    total = 0
    for x in range(4):
        total += x
    return total, x


def nested():
    global x

    def inner():
        return x

    x = 77
    return inner()


print(reads(), parameter(1), conditional(True), conditional(False), in_loop(), x)
print(nested(), x, reads())
x = [1]
print(len(x))
