class Names(list):  # error: bad-base
    pass


print(Names())
