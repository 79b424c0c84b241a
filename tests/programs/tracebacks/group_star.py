# except*: what goes on, beside what a clause raised
def work(n):
    raise ValueError(n)


def handled():
    try:
        errors = []
        for n in range(3):
            try:
                work(n)
            except ValueError as error:
                errors.append(error)
        raise ExceptionGroup("work", [*errors, KeyError("left"), ExceptionGroup("in", [TypeError("left too")])])
    except* ValueError as group:
        raise RuntimeError("while handling") from group.exceptions[1]
    except* IndexError:
        print("never")


handled()
