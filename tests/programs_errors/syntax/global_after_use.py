count = 0


def bump():
    count = 1
    global count  # error: syntax-error
    return count


print(bump())
