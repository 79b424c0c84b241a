def after_handler(fail):
    e = "before"
    try:
        if fail:
            raise ValueError("x")
    except ValueError as e:
        print("in handler", e)
    try:
        return str(e)
    except UnboundLocalError as err:
        return str(err)


print(after_handler(False))
print(after_handler(True))


def local():
    kept = None
    try:
        raise KeyError("k")
    except KeyError as err:
        kept = err
    return kept


k = local()
print(repr(k), k is not None and k.args[0])
errors = []
for text in ["1", "a", "2", "b"]:
    try:
        int(text)
    except ValueError as err:
        errors.append(err)
print(len(errors), [str(x) for x in errors])
saved = errors[0]
try:
    raise saved
except ValueError as again:
    print(again is saved)
