def handled():
    try:
        [][1]
    except* IndexError as group:
        print(repr(group))
        raise


handled()
