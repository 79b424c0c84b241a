def load(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError(
            f"bad config: {text!r}"
        ) from error

load("x")
