class X:
    def __init_subclass__(cls):  # error: unsupported-special-method
        print("sub")


class Y(X):
    pass
