def used(n):
    return n + 1


def unused(n):
    return n + undefined_offset  # error: undefined-name


print(used(1))
