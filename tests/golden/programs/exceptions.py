class Failure(Exception):
    pass


class Special(Failure):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


def raising(n):
    if n == 0:
        raise ValueError("zero")
    if n == 1:
        raise Failure
    if n == 2:
        raise Special(7)
    if n == 3:
        raise KeyError("k") from None
    return n


def caught(n):
    try:
        return raising(n)
    except ValueError as error:
        return str(error)
    except (Special, KeyError) as error:
        return error.args
    except Failure:
        return "failure"


def cleaned(n, log):
    try:
        log.append(raising(n))
    except Exception as error:
        log.append(type(error).__name__)
        raise
    else:
        log.append("else")
    finally:
        log.append("finally")


def chained(s):
    try:
        return int(s)
    except ValueError as error:
        raise RuntimeError("not a number") from error


def nested(xs, d):
    try:
        try:
            return xs[5]
        except IndexError:
            return d["k"]
    except KeyError:
        return None


def told(error):
    return str(error), repr(error), error.args, isinstance(error, ValueError), error.__cause__


def bare(n):
    try:
        return 1 // n
    except:  # noqa: E722
        return -1


def asserted(n):
    assert n > 0
    assert n < 9, f"{n} is too large"


caught(0)
cleaned(4, [])
chained("1")
nested([1], {"k": 2})
told(ValueError("a", 1))
bare(0)
asserted(1)
