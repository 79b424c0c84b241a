from weft import Err, Ok, spawn


def half(n):
    if n % 2:
        return Err(ValueError(f"{n} is odd"))
    return Ok(n // 2)


def used(n):
    match half(n):
        case Ok(value):
            return value
        case Err(error):
            return str(error)


def of_task(f):
    outcome = spawn(f).outcome()
    return isinstance(outcome, Ok)


def one():
    return 1


used(3)
of_task(one)
