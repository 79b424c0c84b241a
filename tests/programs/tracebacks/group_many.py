# many errors, each with what it came from
def failing(n):
    try:
        raise KeyError(n)
    except KeyError:
        raise ValueError(n)


def errors(n):
    out = []
    for k in range(n):
        try:
            failing(k)
        except ValueError as error:
            out.append(error)
    return out


raise ExceptionGroup("many", errors(5000))
