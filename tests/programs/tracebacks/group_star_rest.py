def raising():
    raise ExceptionGroup("rest", [ValueError(1), KeyError(2)])


def outer():
    try:
        raising()
    except* ValueError:
        print("handled")


outer()
