class X:
    def __del__(self):  # error: unsupported-special-method
        return 1


x = X()
