raise ExceptionGroup("two", [ValueError("a"), KeyError("b")])  # error: unsupported-builtin
