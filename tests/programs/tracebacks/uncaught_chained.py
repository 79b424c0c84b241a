def load(text):
    try:
        return int(text)
    except ValueError as e:
        raise RuntimeError("cannot load " + text) from e


print(load("7"))
load("seven")
