"""Functions, one after the other."""


def sequence(*thunks):
    """What each of them gives, called in their order. The first error stops it, and is raised."""
    return [thunk() for thunk in thunks]
