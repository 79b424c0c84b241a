try:
    try:
        int("a")
    except ValueError as e:
        saved = e
        [1][5]
except IndexError as e:
    raise TypeError("t") from saved
