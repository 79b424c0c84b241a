# fifteen are told, of those inside as well
def errors(n):
    return [ValueError(k) for k in range(n)]


try:
    raise ExceptionGroup("just", errors(15) + [])
except ExceptionGroup:
    inner = ExceptionGroup("one more", errors(16))
    raise ExceptionGroup("many", [*errors(3), inner, *errors(20), ExceptionGroup("hidden", errors(2))])
