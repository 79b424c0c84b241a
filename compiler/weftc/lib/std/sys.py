"""The module sys."""


def exit(status=None):
    if status is None:
        raise SystemExit
    raise SystemExit(status)


def intern(string: str):
    return string


def setrecursionlimit(limit: int):
    """Does nothing: how deep calls may go is what memory allows."""
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")
