exec("x = 1")  # error: unsupported-dynamic
