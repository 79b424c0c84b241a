def handled(error):
    try:
        raise error
    except* ValueError as group:
        print(len(group.exceptions))
        raise KeyError(1)


handled(ExceptionGroup("several", [ValueError(1), TypeError(2)]))
handled(ValueError(3))
