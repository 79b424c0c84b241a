class Flag(bool):  # error: bad-base
    pass


print(Flag())
