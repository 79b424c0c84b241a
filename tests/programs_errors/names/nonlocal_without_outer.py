def outer():
    def inner():
        nonlocal total  # error: syntax-error
        total = 1

    inner()


outer()
